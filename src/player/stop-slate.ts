/** What stands in the picture's place while the screen is stopped: calm grey, small words, nothing that moves. */
const style = `position: absolute; left: 0; top: 0; width: 100%; height: 100%; z-index: 10; display: flex;
  align-items: center; justify-content: center; background: #2b3138; color: #dfe4ea; cursor: none;
  font: 400 max(14px, 2.4vmin) / 1.5 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif`;

/** Covers the stage from now on, whatever it does; returns the function that uncovers it. */
export function coverWithSlate(stage: HTMLElement): () => void {
  const slate = document.createElement('div');
  slate.className = 'stop-slate';
  slate.setAttribute('role', 'status');
  slate.style.cssText = style;
  // The same in every language: it is no advertisement of what happened.
  slate.textContent = '本屏暂停播放';
  stage.after(slate);
  return () => slate.remove();
}
