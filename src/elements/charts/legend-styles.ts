import { css } from 'lit';

/** The list below a chart that says what its marks mean. */
export const legendStyles = css`
  ul {
    display: flex;
    flex-wrap: wrap;
    gap: 4px 24px;
    margin: 8px 0 0;
    padding: 0;
    list-style: none;
    color: var(--cm-text-quiet);
  }
  li {
    display: flex;
    align-items: center;
    gap: 8px;
  }
  li svg {
    flex: none;
    width: 18px;
    height: 18px;
  }
`;
