import { grounds, notice } from '../kit/host.ts';
import { calendar, clock, elder, globe, kiosk, umbrella } from '../kit/host-figures.ts';
import type { Svg } from '../kit/svg.ts';

/** Every still picture and the playlist folder it belongs to. The venues are made up; their hours are samples. */
export const images: readonly { readonly playlist: string; readonly id: string; readonly picture: Svg }[] = [
  {
    playlist: 'bank-sample',
    id: 'business-hours',
    picture: notice({
      ground: grounds.bank,
      title: '营业时间',
      english: 'Business hours (sample)',
      figure: clock(),
      rows: [
        ['个人业务', '每天 9:00 – 17:00'],
        ['对公业务', '周一至周五 9:00 – 17:00'],
        ['自助服务区', '全天开放'],
        ['法定节假日', '以门口公告为准'],
      ],
      foot: '示例内容，请换成本网点的实际时间',
    }),
  },
  {
    playlist: 'bank-sample',
    id: 'elder-service',
    picture: notice({
      ground: grounds.bank,
      title: '为老服务',
      english: 'Services for the elderly',
      figure: elder(),
      rows: [
        ['优先叫号', '老人来办事，请告诉大堂'],
        ['现金存折', '柜台照常办理'],
        ['大字版', '手机银行可以换成大字'],
        ['有人帮忙', '老花镜、座椅就在一旁'],
      ],
      foot: '拿不准的转账，先问柜员，再问家人',
    }),
  },
  {
    playlist: 'carrier-sample',
    id: 'roaming',
    picture: notice({
      ground: grounds.carrier,
      title: '出境前查漫游',
      english: 'Before you travel abroad',
      figure: globe(),
      rows: [
        ['出发前', '查清目的地的资费'],
        ['到达后', '按需打开数据漫游'],
        ['不用时', '关闭数据漫游'],
        ['手机丢了', '先挂失，再补卡'],
      ],
      foot: '资费以营业厅公示和本人套餐为准',
    }),
  },
  {
    playlist: 'carrier-sample',
    id: 'hall-guide',
    picture: notice({
      ground: grounds.carrier,
      title: '自己也能办',
      english: 'What you can do at the kiosk',
      figure: kiosk(),
      rows: [
        ['查', '话费、流量和账单'],
        ['充', '话费充值'],
        ['改', '套餐变更，次月生效的会写明'],
        ['打', '发票和详单'],
      ],
      foot: '需要帮助，请到咨询台',
    }),
  },
  {
    playlist: 'community-sample',
    id: 'service-window',
    picture: notice({
      ground: grounds.community,
      title: '便民窗口',
      english: 'Community service window (sample)',
      figure: clock(),
      rows: [
        ['周一至周五', '9:00–12:00，13:30–17:30'],
        ['周六', '9:00 – 12:00'],
        ['可以办', '居住证明、老年卡'],
        ['请带', '身份证和户口簿'],
      ],
      foot: '示例内容，请换成本社区的实际时间',
    }),
  },
  {
    playlist: 'community-sample',
    id: 'typhoon',
    picture: notice({
      ground: grounds.community,
      title: '大风大雨早防备',
      english: 'Before a storm',
      figure: umbrella(),
      rows: [
        ['阳台', '收好花盆和晾晒的衣物'],
        ['车辆', '离开地下车库和低洼处'],
        ['出门', '避开广告牌、电线和积水'],
        ['停电', '先用手电，不用明火'],
      ],
      foot: '以气象部门发布的预警为准',
    }),
  },
  {
    playlist: 'community-sample',
    id: 'events',
    picture: notice({
      ground: grounds.community,
      title: '本周活动',
      english: 'This week (sample)',
      figure: calendar(),
      rows: [
        ['周二下午', '免费量血压，活动室'],
        ['周四晚上', '广场舞，请在九点前结束'],
        ['周六上午', '旧衣回收，南门'],
        ['周日上午', '亲子读书会，图书角'],
      ],
      foot: '示例内容，请换成本社区的实际安排',
    }),
  },
];
