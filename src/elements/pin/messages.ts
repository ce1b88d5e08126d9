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
    forgot: '忘记密码？',
    forgotHow:
      '在这台电脑的浏览器地址栏里，给本页网址末尾加上 #reset-pin，按回车。原密码随即取消，并请您设新密码；此事记入播出日志。',
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
    forgot: 'Forgotten the PIN?',
    forgotHow:
      'In the address bar of the browser on this computer, add #reset-pin to the end of this page’s address and press Enter. The old PIN is taken away and a new one asked for; the as-run log says so.',
  },
} satisfies Record<Language, unknown>;
