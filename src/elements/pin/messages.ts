import type { Language } from '../language.ts';

export const messages = {
  'zh-CN': {
    title: '输入操作密码',
    entered: (count: number) => `已输入 ${count} 位`,
    erase: '删除',
    confirm: '确定',
    wrong: '密码不对，请重新输入。',
    wait: '密码连续输错，请稍后再试。画面照常播放。',
    timeLeft: (time: string) => `还需等待 ${time}`,
    checking: '正在核对…',
  },
  en: {
    title: 'Enter the PIN',
    entered: (count: number) => `${count} ${count === 1 ? 'digit' : 'digits'} entered`,
    erase: 'Delete',
    confirm: 'OK',
    wrong: 'That PIN is not right. Please try again.',
    wait: 'Too many wrong PINs. Please try again later. The picture goes on.',
    timeLeft: (time: string) => `${time} to wait`,
    checking: 'Checking…',
  },
} satisfies Record<Language, unknown>;
