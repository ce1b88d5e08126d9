import { type Style, styles, xmlText } from './sheet.ts';

// What an XLSX file holds beside its sheets (ECMA-376, part 1, section 12 and part 2).

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const packageNamespace = 'http://schemas.openxmlformats.org/package/2006';
const relations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Path and content of each part but the sheets; those are `xl/worksheets/sheet1.xml` and so on, in the order of names. */
export function workbookParts(sheetNames: readonly string[]): [path: string, xml: string][] {
  return [
    ['[Content_Types].xml', contentTypes(sheetNames)],
    ['_rels/.rels', relationships([['officeDocument', 'xl/workbook.xml']])],
    ['xl/workbook.xml', workbook(sheetNames)],
    ['xl/_rels/workbook.xml.rels', relationships(targets(sheetNames))],
    ['xl/styles.xml', styleSheet()],
  ];
}

export function sheetPath(index: number): string {
  return `xl/worksheets/sheet${index + 1}.xml`;
}

function contentTypes(sheetNames: readonly string[]): string {
  const sheets = sheetNames.map(
    (_, index) => `<Override PartName="/${sheetPath(index)}" ContentType="${contentType}.worksheet+xml"/>`,
  );
  return `${declaration}<Types xmlns="${packageNamespace}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${contentType}.sheet.main+xml"/>${sheets.join('')}<Override PartName="/xl/styles.xml" ContentType="${contentType}.styles+xml"/></Types>`;
}

function targets(sheetNames: readonly string[]): [type: string, target: string][] {
  const sheets = sheetNames.map((_, index): [string, string] => [
    'worksheet',
    sheetPath(index).slice('xl/'.length),
  ]);
  return [...sheets, ['styles', 'styles.xml']];
}

function relationships(list: readonly (readonly [type: string, target: string])[]): string {
  const items = list.map(
    ([type, target], index) =>
      `<Relationship Id="rId${index + 1}" Type="${relations}/${type}" Target="${target}"/>`,
  );
  return `${declaration}<Relationships xmlns="${packageNamespace}/relationships">${items.join('')}</Relationships>`;
}

function workbook(sheetNames: readonly string[]): string {
  const sheets = sheetNames.map(
    (name, index) => `<sheet name="${xmlText(name)}" sheetId="${index + 1}" r:id="rId${index + 1}"/>`,
  );
  return `${declaration}<workbook xmlns="${main}" xmlns:r="${relations}"><bookViews><workbookView/></bookViews><sheets>${sheets.join('')}</sheets></workbook>`;
}

/** Number format, font and fill of each style. Two decimals of a per cent, so that 14.96 % is not shown as 15. */
const looks: Readonly<Record<Style, readonly [format: number, font: number, fill: number]>> = {
  text: [0, 0, 0],
  heading: [0, 1, 2],
  title: [0, 2, 0],
  integer: [3, 0, 0],
  percent: [10, 0, 0],
  duration: [46, 0, 0],
  date: [164, 0, 0],
  dateTime: [165, 0, 0],
  seconds: [166, 0, 0],
};

function styleSheet(): string {
  const formats = ['yyyy\\-mm\\-dd', 'yyyy\\-mm\\-dd hh:mm:ss', '0.000'].map(
    (code, index) => `<numFmt numFmtId="${164 + index}" formatCode="${code}"/>`,
  );
  const cells = styles.map((style) => {
    const [format, font, fill] = looks[style];
    const wraps = style === 'heading' ? '<alignment vertical="center" wrapText="1"/>' : '';
    return `<xf numFmtId="${format}" fontId="${font}" fillId="${fill}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1"${wraps ? ' applyAlignment="1"' : ''}>${wraps}</xf>`;
  });
  return `${declaration}<styleSheet xmlns="${main}"><numFmts count="${formats.length}">${formats.join('')}</numFmts><fonts count="3">${font('')}${font('<b/>')}${font('<b/>', 16)}</fonts><fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill><fill><patternFill patternType="solid"><fgColor rgb="FFEEF3F9"/></patternFill></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="${cells.length}">${cells.join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
}

function font(bold: string, size = 11): string {
  return `<font>${bold}<sz val="${size}"/><name val="Microsoft YaHei"/></font>`;
}
