// Every text of the page, in English and in Chinese.

const words = {
  en: {
    title: "Live board",
    scheduled: "Not yet open", running: "Running", ended: "Ended",
    endsIn: "ends in", startsIn: "opens in", ends: "ends", opens: "opens", endedAt: "ended",
    ordersASecond: "Orders a second", refusedASecond: "refused/s", accepted: "accepted", acceptedInAll: "in all",
    gmv: "GMV", paidOrders: "paid orders", sellThrough: "Sold", left: "Left",
    units: (sold) => `${sold} units`, heldBesides: (held) => `${held} held`, leftOf: (all) => `of ${all} units`,
    soldOut: "Sold out", goneIn: "gone in",
    items: "Items", sold: "Sold", held: "Held", available: "Left", quota: "quota",
    moreItems: "more items of this sale are not shown", orders: "Orders", paid: "Paid", cancelled: "Cancelled", expired: "Expired",
    refusals: "Refusals", noRefusals: "Nobody was refused.", sinceStart: "whole server, since its start",
    machine: "Server", answers: "Answers", journal: "Journal write", queue: "Queue", connections: "Connections",
    lastSeconds: "last 10 s", serverHidden: "Shown to operator and monitor keys.",
    course: "Orders a second", refused: "refused",
    noSales: "No sale yet.", noSalesMore: "Once there is one, it stands here.", noSalesOperator: "Open one under Manage.",
    moreSales: "more sales are not shown",
    lost: "No connection to the server. What stands here is from", lostNever: "No connection to the server.", retrying: "Trying again.",
    notReady: "The server takes no orders.",
    keyTitle: "This board needs a key", keyText: "An API key of any role shows the sales of its merchant. It is kept in this tab alone.",
    keyUnknown: "The server does not know this key.", keyLabel: "API key", keySend: "Show the board", forgetKey: "Forget the key",
    language: "中文", languageHint: "换成中文", theme_auto: "Theme: as the system", theme_dark: "Theme: dark", theme_light: "Theme: light",
    fullscreen: "Full screen", manage: "Manage", close: "Close", licences: "Licences", api: "API", problems: "Problems", metrics: "Metrics",
    thisSale: "This sale", newEnd: "New end", moveEnd: "Move the end", endNow: "End the sale now", endAsk: "End this sale now? Buyers are told at once that it has ended. It can be extended again.",
    endYes: "Yes, end it", endNo: "Keep it running", addStock: "Add stock", sku: "SKU", name: "Name", newSkuName: "Name, if the SKU is new", reason: "Reason", addUnits: "Units",
    add: "Add", newSale: "New sale", saleId: "Id", currency: "Currency", startsAt: "Opens", endsAt: "Ends", holdMinutes: "Hold, minutes", late: "Late payments",
    late_refund: "are refunded", late_reclaim: "take stock back if there is some", price: "Price", quotaOptional: "Quota", limitOptional: "Per buyer", another: "One more item", remove: "Remove", create: "Open the sale",
    done_end: "The end was moved.", done_ended: "The sale has ended.", done_stock: "Stock was added. Left now:", done_sale: "The sale stands.",
    unreachable: "The server could not be reached.", badPrice: "This price can't be read:", skuUnknown: "There is no such SKU. Give it a name to create it.", saleExists: "There is a sale with this id already.",
    stockOf: "in stock",
  },
  zh: {
    title: "实时看板",
    scheduled: "未开始", running: "进行中", ended: "已结束",
    endsIn: "距结束", startsIn: "距开始", ends: "结束于", opens: "开始于", endedAt: "结束于",
    ordersASecond: "每秒订单", refusedASecond: "次/秒被拒", accepted: "成交", acceptedInAll: "笔已受理",
    gmv: "成交额", paidOrders: "笔已付款", sellThrough: "已售", left: "剩余",
    units: (sold) => `${sold} 件`, heldBesides: (held) => `占用 ${held} 件`, leftOf: (all) => `共 ${all} 件`,
    soldOut: "售罄", goneIn: "预计售罄",
    items: "商品", sold: "已售", held: "占用", available: "剩余", quota: "限额",
    moreItems: "件商品未显示", orders: "订单", paid: "已付款", cancelled: "已取消", expired: "已过期",
    refusals: "拒绝原因", noRefusals: "暂无拒绝。", sinceStart: "整个服务器，自启动起",
    machine: "服务器", answers: "响应", journal: "日志写入", queue: "队列", connections: "连接",
    lastSeconds: "最近 10 秒", serverHidden: "仅 operator 与 monitor 密钥可见。",
    course: "每秒订单", refused: "被拒",
    noSales: "还没有活动。", noSalesMore: "创建后会显示在这里。", noSalesOperator: "可在“管理”中创建。",
    moreSales: "个活动未显示",
    lost: "与服务器的连接中断，数据截至", lostNever: "无法连接服务器。", retrying: "正在重试。",
    notReady: "服务器暂不接单。",
    keyTitle: "查看看板需要密钥", keyText: "任何角色的 API 密钥都可查看其商户的活动。密钥只保存在此标签页。",
    keyUnknown: "服务器不认识此密钥。", keyLabel: "API 密钥", keySend: "打开看板", forgetKey: "移除密钥",
    language: "EN", languageHint: "Switch to English", theme_auto: "主题：跟随系统", theme_dark: "主题：深色", theme_light: "主题：浅色",
    fullscreen: "全屏", manage: "管理", close: "关闭", licences: "许可", api: "API", problems: "错误说明", metrics: "指标",
    thisSale: "当前活动", newEnd: "新的结束时间", moveEnd: "修改结束时间", endNow: "立即结束活动", endAsk: "立即结束此活动？买家会马上得知活动已结束。之后仍可延长。",
    endYes: "确认结束", endNo: "继续进行", addStock: "补充库存", sku: "SKU", name: "名称", newSkuName: "名称（新 SKU 必填）", reason: "原因", addUnits: "数量",
    add: "补充", newSale: "新建活动", saleId: "编号", currency: "币种", startsAt: "开始", endsAt: "结束", holdMinutes: "占用时长（分钟）", late: "逾期付款",
    late_refund: "退款", late_reclaim: "有货则重新占用", price: "单价", quotaOptional: "限额", limitOptional: "每人限购", another: "再加一件商品", remove: "移除", create: "创建活动",
    done_end: "结束时间已修改。", done_ended: "活动已结束。", done_stock: "库存已补充，现剩余：", done_sale: "活动已创建。",
    unreachable: "无法连接服务器。", badPrice: "无法识别此价格：", skuUnknown: "没有此 SKU，填写名称即可创建。", saleExists: "此编号的活动已存在。",
    stockOf: "库存",
  },
};

const problems = {
  zh: {
    sold_out: "已售罄", limit_reached: "超出限购", sale_not_started: "活动未开始", sale_ended: "活动已结束", overloaded: "服务器过载",
    rate_limited: "请求过频", sale_not_found: "活动不存在", sku_not_in_sale: "商品不在活动中", order_not_found: "订单不存在",
    idempotency_key_reused: "幂等键重复使用", hold_expired: "占用已过期", wrong_status: "订单状态不符", already_paid: "已付款",
    amount_mismatch: "金额不符", insufficient_stock: "库存不足", sale_started: "活动已开始", sku_not_found: "SKU 不存在",
    invalid_request: "请求无效", out_of_range: "超出范围", capacity_reached: "容量已满",
  },
};

/** @param {"en" | "zh"} language */
export function wordsOf(language) {
  return words[language];
}

/** What a problem's code is called. */
export function problemName(language, code) {
  return problems[language]?.[code] || code.replaceAll("_", " ").replace(/^./, (first) => first.toUpperCase());
}

/** For the test that both languages say the same things. */
export const allWords = words;
