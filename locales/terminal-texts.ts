import type { BilingualText, Language } from "../domain/text.ts";

/** What the terminal says, in both languages. `{name}` is filled in. */
const terminalTexts = {
  language: { zh: "zh", en: "en" },
  "help.guanlan": {
    zh: "观澜：城市内涝与街面安全的感知中枢",
    en: "Guanlan: the sensing hub for a city's floods and streets",
  },
  "help.settings": { zh: "配置文件（YAML）", en: "settings file (YAML)" },
  "help.start": { zh: "启动感知中枢", en: "start the hub" },
  "help.start.demo": {
    zh: "同时启动演示城市：模拟设备、一场暴雨和演示派遣平台",
    en: "with a demonstration: simulated devices, a storm, and a dispatch platform that checks signatures",
  },
  "help.check": { zh: "检查配置与城市数据，不启动", en: "check settings and city data without starting" },
  "help.replay": { zh: "以一台设备的身份回放 CSV 或 CSV.gz 记录", en: "replay a CSV or CSV.gz recording as a device" },
  "help.replay.device": { zh: "设备编号", en: "device id" },
  "help.replay.token": {
    zh: "设备令牌；省略时取环境变量 GUANLAN_DEVICE_TOKEN",
    en: "device token; GUANLAN_DEVICE_TOKEN when left out",
  },
  "help.replay.url": { zh: "MQTT 地址", en: "MQTT address" },
  "help.replay.time": { zh: "时间列", en: "column of the time" },
  "help.replay.column": {
    zh: "通道=列，可重复，例如 stage=stage_ft",
    en: "channel=column, may be repeated, such as stage=stage_ft",
  },
  "help.replay.where": { zh: "只取 列=值 的行", en: "only rows whose column=value" },
  "help.replay.zone": { zh: "无时区时间的时区，例如 +08:00", en: "zone of times that carry none, such as +08:00" },
  "help.replay.speed": { zh: "倍速，或 max", en: "times faster than it happened, or max" },
  "help.replay.shift": {
    zh: "时间平移：none、now（最后一行为现在）或毫秒数",
    en: "time shift: none, now (the last row is now) or milliseconds",
  },
  "help.replay.batch": { zh: "每条消息的读数个数", en: "readings in one message" },
  "help.device": { zh: "管理设备凭据", en: "device credentials" },
  "help.device.add": { zh: "为设备签发令牌（只显示一次）", en: "issue a token for a device (shown once)" },
  "help.device.replace": { zh: "同时吊销该设备此前的令牌", en: "revoke its older tokens with it" },
  "help.device.revoke": { zh: "吊销设备的全部令牌", en: "revoke every token of a device" },
  "help.token": { zh: "管理接口令牌", en: "API tokens" },
  "help.token.create": { zh: "签发接口令牌（只显示一次）", en: "issue an API token (shown once)" },
  "help.token.revoke": { zh: "吊销接口令牌", en: "revoke an API token" },
  "help.token.role": { zh: "reader 只读，operator 可操作", en: "reader or operator" },
  "help.deliveries": { zh: "管理推送", en: "webhook deliveries" },
  "help.deliveries.replay": { zh: "把推送重新放回队列", en: "put deliveries back in the queue" },
  "help.deliveries.id": { zh: "只此一条", en: "this one only" },
  "help.deliveries.endpoint": { zh: "只此接收端", en: "of this endpoint only" },
  "help.deliveries.state": { zh: "dead（死信）或 delivered（已送达）", en: "dead or delivered" },
  "help.deliveries.enable": { zh: "重新启用被停用的接收端", en: "enable an endpoint that was disabled" },
  "help.backup": { zh: "在线备份到一个新文件夹", en: "copy a running or stopped hub's data to a new folder" },
  "start.ready": { zh: "观澜已启动", en: "Guanlan is up" },
  "start.listener": { zh: "设备接入        {url}", en: "devices             {url}" },
  "start.api": { zh: "接口            {address}", en: "API                 {address}" },
  "start.city": {
    zh: "城市            {name}：{stations} 个站点，{gauges} 个监测项，{rules} 条规则",
    en: "city                {name}: {stations} stations, {gauges} gauges, {rules} rules",
  },
  "start.pinned": {
    zh: "规则            已由 {by} 回退到 {digest}，规则文件暂不生效；恢复请执行 guanlan rules release",
    en: "rules               rolled back to {digest} by {by}, the rule files wait; guanlan rules release returns to them",
  },
  "start.stopping": { zh: "正在停止，已确认的读数均已落盘", en: "stopping; everything acknowledged is on disk" },
  "start.stopped": { zh: "已停止", en: "stopped" },
  "start.token": {
    zh: "演示令牌（只读，仅此一次）  {token}",
    en: "demonstration token (reader, shown once)  {token}",
  },
  "start.try": { zh: "试一试：{command}", en: "try: {command}" },
  "demo.readings": {
    zh: "读数 {stored} 个已入库（{messages} 条消息，拒收 {rejected}）   最高积水 {depth} m   未结案件 {cases}   未解除预警 {warnings}",
    en: "readings {stored} kept ({messages} messages, {rejected} refused)   deepest water {depth} m   open cases {cases}   open warnings {warnings}",
  },
  "demo.alarm": { zh: "报警  {words}", en: "ALARM     {words}" },
  "demo.case.opened": { zh: "立案  {words}", en: "CASE      opened   {words}" },
  "demo.case.updated": { zh: "案件  {words}", en: "CASE      updated  {words}" },
  "demo.case.closed": { zh: "结案  {words}", en: "CASE      closed   {words}" },
  "demo.warning.drafted": { zh: "预警  已起草  {words}（{level}）", en: "WARNING   drafted  {words}, {level}" },
  "demo.warning.issued": { zh: "预警  已发布  {words}（{level}）", en: "WARNING   issued   {words}, {level}" },
  "demo.warning.updated": { zh: "预警  已变更  {words}（{level}）", en: "WARNING   updated  {words}, {level}" },
  "demo.warning.lifted": { zh: "预警  已解除  {words}", en: "WARNING   lifted   {words}" },
  "demo.webhook": {
    zh: "推送  派遣平台已验签收到 {type}（{id}）",
    en: "WEBHOOK   dispatch platform received {type}, signature good ({id})",
  },
  "check.ok": {
    zh: "配置与城市数据无误：{areas} 个区域，{stations} 个站点，{devices} 台设备，{gauges} 个监测项，{rules} 条规则，{alarms} 个报警点",
    en: "settings and city are sound: {areas} areas, {stations} stations, {devices} devices, {gauges} gauges, {rules} rules, {alarms} alarms",
  },
  "check.note": { zh: "提示  {words}", en: "note  {words}" },
  "replay.done": {
    zh: "{rows} 行，{readings} 个读数，{published} 条消息，已确认 {acknowledged}；空值 {skippedEmpty}，无法读取 {unreadable}；用时 {seconds} 秒",
    en: "{rows} rows, {readings} readings, {published} messages, {acknowledged} acknowledged; {skippedEmpty} empty, {unreadable} unreadable; {seconds} s",
  },
  "device.token": {
    zh: "设备 {id} 的令牌（请立即保存，不再显示）：",
    en: "Token of device {id} (keep it now, it is not shown again):",
  },
  "device.unknown": {
    zh: "提示：城市数据中没有设备 {id}，加入之前它的读数会被拒收",
    en: "note: the city has no device {id}; until it has, its readings are rejected",
  },
  "device.revoked": { zh: "已吊销设备 {id} 的 {count} 个令牌", en: "revoked {count} tokens of device {id}" },
  "token.token": {
    zh: "接口令牌 {id}（请立即保存，不再显示）：",
    en: "API token {id} (keep it now, it is not shown again):",
  },
  "token.revoked": { zh: "已吊销令牌 {id}", en: "revoked token {id}" },
  "deliveries.replayed": { zh: "{count} 条推送已重新排队", en: "{count} deliveries are queued again" },
  "deliveries.enabled": { zh: "接收端 {id} 已重新启用", en: "endpoint {id} is enabled again" },
  "backup.done": { zh: "已备份到 {folder}", en: "copied to {folder}" },
  "help.influx": { zh: "InfluxDB 副本", en: "the copy in InfluxDB" },
  "help.influx.backfill": {
    zh: "把日志中的全部数据写入 InfluxDB；重复执行不会改变结果",
    en: "send all that the journal holds to InfluxDB; run again it changes nothing",
  },
  "help.influx.status": { zh: "副本进度与被拒收的行", en: "how far the copy is, and the lines that were refused" },
  "influx.backfilled": {
    zh: "已写入 {observations} 个观测值、{changes} 次变化，拒收 {refused} 行",
    en: "sent {observations} observations and {changes} changes, {refused} lines refused",
  },
  "influx.status": {
    zh: "待写入 {waiting} 行，累计拒收 {refused} 行",
    en: "{waiting} rows waiting, {refused} lines ever refused",
  },
  "influx.never": { zh: "尚未写入过 InfluxDB", en: "nothing was ever sent to InfluxDB" },
  "influx.complete": { zh: "InfluxDB 拥有日志中的全部数据", en: "InfluxDB holds all that the journal holds" },
  "influx.incomplete": {
    zh: "首次启用之前的数据尚未写入：guanlan influx backfill",
    en: "what came before the first start is not in yet: guanlan influx backfill",
  },
  "influx.takes": {
    zh: "InfluxDB {url} 库 {database}：可写入",
    en: "InfluxDB at {url}, database {database}: takes what the hub writes",
  },
  "influx.refuses": {
    zh: "InfluxDB {url} 库 {database}：写不进去：{words}",
    en: "InfluxDB at {url}, database {database}: takes nothing: {words}",
  },
  "influx.fix.held": {
    zh: "修正：401 核对 influx.auth、influx.username 与密码或令牌；403 给它该库的读写权限；404 先建库：1.x 执行 CREATE DATABASE，2.x 建同名存储桶。",
    en: "To mend it: 401, check influx.auth, influx.username and the password or token; 403, give it the right to read and write the database; 404, make the database first: CREATE DATABASE on 1.x, a bucket of that name on 2.x.",
  },
  "influx.fix.unreachable": {
    zh: "修正：确认 InfluxDB 在运行、influx.url 正确且可达，然后再执行一次；已写入的不会重复。",
    en: "To mend it: see that InfluxDB runs and that influx.url is right, then run it again; what is in is not doubled.",
  },
  "influx.fix.secret": {
    zh: "修正：设置错误中的环境变量，或用同名加 _FILE 的变量指向只含密钥的文件；不用登录则把 influx.auth 设为 none。",
    en: "To mend it: set the variable, or the one ending in _FILE to a file with nothing but the secret; where no sign-in is needed, set influx.auth to none.",
  },
  "influx.fix.disabled": {
    zh: "修正：在设置文件中写 influx.enabled: true，或设环境变量 GUANLAN_INFLUX__ENABLED=true。",
    en: "To mend it: write influx.enabled: true in the settings, or set the variable.",
  },
  "influx.fix.target": {
    zh: "修正：本数据文件夹的副本属于另一个 InfluxDB。先用新设置启动一次感知中枢，再执行本命令。",
    en: "To mend it: start the hub once with the new settings, then run this again.",
  },
  "help.rules": { zh: "编写规则的工具", en: "tools for those who write rules" },
  "help.rules.test": {
    zh: "用故事检验规则：给出读数，核对报警应怎样升降",
    en: "run the stories of the rules: readings in, alarms compared with what is told",
  },
  "help.rules.test.files": {
    zh: "故事文件或文件夹；省略时为城市文件夹下的 stories",
    en: "story files or folders; the city's folder stories where left out",
  },
  "help.rules.diff": {
    zh: "对比：改动后的规则在最近的历史上和此刻会有何不同；不改动任何东西",
    en: "what changed rules would have done on recent history and right now; changes nothing",
  },
  "help.rules.diff.days": { zh: "最近多少天的读数", en: "days of readings to look back on" },
  "help.rules.diff.files": {
    zh: "规则文件所在文件夹；省略时为城市文件夹中的规则",
    en: "folder of the changed rules; those of the city folder where left out",
  },
  "help.rules.diff.asIfLive": { zh: "把试运行规则当作正式规则", en: "take shadow rules for live ones" },
  "help.rules.diff.json": { zh: "输出 JSON", en: "print JSON" },
  "help.rules.diff.exitCode": { zh: "有差别时以 1 退出", en: "end with 1 when anything differs" },
  "diff.span": {
    zh: "{from} 至 {to}，{observations} 个读数；对比运行中的 {digest}",
    en: "{from} to {to}, {observations} observations; against {digest}, which runs",
  },
  "diff.counts": {
    zh: "报警 {raised}，升降 {stepped}，持续 {minutes} 分钟，呼叫 {pages}",
    en: "raised {raised}, stepped {stepped}, active {minutes} min, pages {pages}",
  },
  "diff.new": { zh: "新增", en: "new   " },
  "diff.gone": { zh: "删除", en: "gone  " },
  "diff.edited": { zh: "改动", en: "edited" },
  "diff.same": { zh: "未改", en: "same  " },
  "diff.shadow": { zh: "试运行", en: "shadow" },
  "diff.sameRules": { zh: "其余 {count} 条规则没有差别", en: "{count} other rules: no difference" },
  "diff.sameNow": { zh: "此刻没有差别", en: "no difference right now" },
  "diff.now": { zh: "此刻的差别：", en: "right now:" },
  "diff.ends": { zh: "生效时立即解除的报警：", en: "would end the moment it goes live:" },
  "diff.more": { zh: "……另有 {count} 个", en: "... and {count} more" },
  "diff.differs": { zh: "两套规则的结果不同", en: "the two sets of rules differ in what they do" },
  "help.rules.versions": { zh: "列出运行过的规则版本", en: "list the sets of rules that ran" },
  "help.rules.rollback": {
    zh: "一步回退到保存的规则版本；规则文件不动，暂不生效",
    en: "go back to a kept set of rules in one step; the files stay as they are and wait",
  },
  "help.rules.rollback.digest": {
    zh: "版本号或其开头；省略时为上一版本",
    en: "digest or its beginning; the set before where left out",
  },
  "help.rules.release": { zh: "结束回退，重新按规则文件运行", en: "end a rollback: the files decide again" },
  "rules.rolledBack": { zh: "已按 {digest} 运行", en: "{digest} runs now" },
  "rules.rolledBackLater": {
    zh: "没有运行中的中枢接收；下次启动时按 {digest} 运行",
    en: "no running hub has taken it up; {digest} runs from the next start on",
  },
  "rules.filesWait": {
    zh: "规则文件未改动，暂不生效；改好后用 guanlan rules diff 核对，再执行 guanlan rules release",
    en: "the rule files are untouched and wait; mend them, look at guanlan rules diff, then run guanlan rules release",
  },
  "rules.released": {
    zh: "已结束回退，约一秒内按规则文件运行",
    en: "released: the files go live within about a second",
  },
  "rules.notPinned": { zh: "没有回退，本就按规则文件运行", en: "nothing was rolled back: the files decide already" },
  "rules.noVersions": { zh: "还没有规则版本：中枢从未启动", en: "no sets yet: the hub has never been started" },
  "rules.pinWaits": { zh: "{digest} 已选定，等待中枢接收", en: "{digest} is chosen and waits for a hub to take it up" },
  "rules.count": { zh: "{count} 条规则", en: "{count} rules" },
  "rules.source.files": { zh: "来自文件", en: "from the files" },
  "rules.source.rollback": { zh: "回退", en: "rolled back to" },
  "rules.runs": { zh: "运行中", en: "runs" },
  "rules.pinned": { zh: "文件暂不生效", en: "files wait" },
  "help.city": { zh: "城市数据文件夹；省略时取配置", en: "city folder; the one of the settings where left out" },
  "stories.pass": { zh: "通过  {name}", en: "pass  {name}" },
  "stories.fail": { zh: "失败  {name}（{where}）", en: "FAIL  {name} ({where})" },
  "stories.missing": { zh: "应为 {wanted}，实为 {got}", en: "wanted {wanted}, got {got}" },
  "stories.nothing": { zh: "没有动作", en: "no move" },
  "stories.unexpected": { zh: "故事里没有，却出现了 {got}", en: "got {got}, which the story does not tell" },
  "stories.never": { zh: "不应报警，却出现了 {got}", en: "must not be raised, got {got}" },
  "stories.not-silent": { zh: "{until} 之前应保持安静，却出现了 {got}", en: "wanted silence until {until}, got {got}" },
  "stories.none": { zh: "无", en: "none" },
  "stories.missed": { zh: "漏报峰值 {level}", en: "missed peak {level}" },
  "stories.passed": { zh: "{stories} 个故事全部通过", en: "{stories} stories, all passed" },
  "stories.failed": { zh: "{stories} 个故事，{failed} 个失败", en: "{failed} of {stories} stories failed" },
  "help.backtest": {
    zh: "用历史记录检验预报或规则：命中、漏报、空报与提前量",
    en: "hold the forecast or a rule against recorded water: hits, misses, false alarms, lead",
  },
  "help.backtest.files": { zh: "CSV 或 CSV.gz 文件", en: "CSV or CSV.gz files" },
  "help.backtest.time": { zh: "时间列", en: "column of the time" },
  "help.backtest.value": {
    zh: "数值列；多列以逗号分隔，* 为其余全部，每列一个站点",
    en: "column of the value; several with commas, or *, for files with a column a station",
  },
  "help.backtest.station": { zh: "站点列", en: "column of the station" },
  "help.backtest.where": { zh: "只取 列=值 的行，可重复", en: "only rows whose column=value; may be repeated" },
  "help.backtest.missing": { zh: "代表缺测的数，可重复", en: "number that stands for no value; may be repeated" },
  "help.backtest.delimiter": {
    zh: "分隔符；省略时取表头里最多的逗号、分号或制表符",
    en: "delimiter; the comma, semicolon or tab of the heading where left out",
  },
  "help.backtest.encoding": { zh: "文件编码，例如 gb18030", en: "encoding of the files, such as gb18030" },
  "help.backtest.unit": { zh: "数值的单位，例如 ft、mm", en: "unit of the values, such as ft or mm" },
  "help.backtest.property": { zh: "监测内容", en: "what the values measure" },
  "help.backtest.mark": {
    zh: "事件的水位：3、4in、median+1m、warningStage，或 站点=3，可重复",
    en: "mark that makes an event: 3, 4in, median+1m, warningStage, or station=3; may be repeated",
  },
  "help.backtest.lowerMark": {
    zh: "下一级水位，基线之一；省略时低半米",
    en: "next lower mark, for a baseline; half a metre below where left out",
  },
  "help.backtest.rule": {
    zh: "要检验的规则：城市规则编号、规则文件或 文件#编号；省略时为内置预报",
    en: "rule to judge: an id of the city's, a rule file, or file#id; the built-in forecast where left out",
  },
  "help.backtest.noQuality": {
    zh: "规则直接判断每个读数；省略时与运行中一样，可疑读数先经质量检查",
    en: "let the rule judge every reading as it stands; where left out doubtful ones are checked first, as they are live",
  },
  "help.backtest.level": { zh: "达到该级别才算报警", en: "level from which the rule counts as an alert" },
  "help.backtest.threshold": {
    zh: "规则所用的阈值 名称=数值（与数值同单位），可重复",
    en: "threshold the rule names, name=value in the unit of the values; may be repeated",
  },
  "help.backtest.minRows": { zh: "少于这么多值的站点不参加", en: "stations with fewer values are left out" },
  "help.backtest.history": { zh: "检验感知中枢自己的历史（只读）", en: "judge the hub's own history, read only" },
  "help.backtest.gauge": { zh: "历史中的监测项，可重复", en: "gauge of the history; may be repeated" },
  "help.backtest.from": { zh: "历史起点，含时区", en: "start of the history, with its zone" },
  "help.backtest.to": { zh: "历史终点（不含），含时区", en: "end of the history, not included, with its zone" },
  "help.backtest.json": { zh: "写出 JSON（格式见 docs/backtest.md）", en: "write JSON, as docs/backtest.md says" },
  "help.backtest.html": { zh: "写出单个 HTML 报告", en: "write a report, one HTML file" },
  "backtest.alarm": { zh: "报警", en: "alarm" },
  "backtest.events": { zh: "事件", en: "events" },
  "backtest.hits": { zh: "命中", en: "hits" },
  "backtest.misses": { zh: "漏报", en: "misses" },
  "backtest.false": { zh: "空报", en: "false" },
  "backtest.pod": { zh: "命中率", en: "POD" },
  "backtest.far": { zh: "空报率", en: "FAR" },
  "backtest.csi": { zh: "CSI", en: "CSI" },
  "backtest.lead": { zh: "提前量 p10/50/90 分", en: "lead p10/50/90 min" },
  "backtest.alerts": { zh: "报警/站月", en: "alerts/gauge-month" },
  "backtest.pages": { zh: "呼叫/月", en: "pages/month" },
  "backtest.busiest": { zh: "最忙一日", en: "busiest day" },
  "backtest.storms": { zh: "暴雨过程", en: "storms" },
  "backtest.warned": { zh: "已预警", en: "warned" },
  "backtest.falseStorms": { zh: "空报过程", en: "false storms" },
  "backtest.rule": { zh: "规则 {id}（{level}起）", en: "rule {id} (from {level})" },
  "backtest.forecast": { zh: "内置预报", en: "forecast" },
  "backtest.lowerMark": { zh: "基线：下一级水位", en: "baseline: lower mark" },
  "backtest.straightLine": { zh: "基线：30 分钟直线外推", en: "baseline: straight line" },
  "backtest.read": {
    zh: "{gauges} 个站点，{observations} 个观测值；空值 {empty}，重复 {duplicates}，无法读取 {unreadable}，不足未参加的站点 {leftOut}",
    en: "{gauges} stations, {observations} observations; {empty} empty, {duplicates} duplicates, {unreadable} unreadable, {leftOut} stations left out as too short",
  },
  "backtest.wrote": { zh: "已写出 {file}", en: "wrote {file}" },
  "backtest.reading": { zh: "读取", en: "reading" },
  "backtest.judging": { zh: "检验", en: "judging" },
  "help.silence": { zh: "静默：一段时间内不让报警立案", en: "silences: keep alarms from opening cases for a while" },
  "help.silence.add": {
    zh: "新建静默；红色报警照常发出并注明，除非写明 --includes-red",
    en: "add a silence; red goes out all the same, marked, unless --includes-red is given",
  },
  "help.silence.list": { zh: "列出生效与待生效的静默", en: "silences in force and to come" },
  "help.silence.end": {
    zh: "立即结束静默；仍在的报警立即发出",
    en: "end a silence now; what is still up is told at once",
  },
  "help.silence.owner": { zh: "负责人", en: "who answers for it" },
  "help.silence.reason": { zh: "原因", en: "why" },
  "help.silence.for": {
    zh: "持续多久，如 30min、2h；最长见配置",
    en: "how long, such as 30min or 2h; settings say how long at most",
  },
  "help.silence.station": { zh: "站点编号", en: "stations by id" },
  "help.silence.area": { zh: "区域代码，含下级", en: "areas by code, with all below them" },
  "help.silence.hazard": { zh: "险情类别", en: "hazards" },
  "help.silence.rule": { zh: "规则编号", en: "rules by id" },
  "help.silence.gauge": { zh: "监测项编号", en: "gauges by id" },
  "help.silence.red": { zh: "红色也隐藏，每次另发事件说明", en: "hide red too; an event says so each time" },
  "help.silence.by": { zh: "由谁结束", en: "who ends it" },
  "silence.added": { zh: "静默 {id} 已生效，至 {until}", en: "silence {id} until {until}" },
  "silence.ended": { zh: "静默 {id} 已结束", en: "silence {id} is ended" },
  "silence.none": { zh: "没有静默", en: "no silences" },
  "silence.line": {
    zh: "{id}  {owner}：{reason}  至 {until}  {match} {red}",
    en: "{id}  {owner}: {reason}  until {until}  {match} {red}",
  },
  "help.maintenance": {
    zh: "设备维护：照常存数，不立案",
    en: "maintenance of devices: readings are kept, no case is opened",
  },
  "help.maintenance.begin": { zh: "设备或网关进入维护", en: "put a device or gateway under maintenance" },
  "help.maintenance.list": { zh: "列出维护中的设备", en: "devices under maintenance" },
  "help.maintenance.end": { zh: "结束维护；仍在的报警立即发出", en: "end maintenance; alarms still up act at once" },
  "maintenance.begun": {
    zh: "设备 {device} 进入维护 {id}，至 {until}",
    en: "device {device} is under maintenance {id} until {until}",
  },
  "maintenance.ended": { zh: "设备 {device} 维护已结束", en: "maintenance of {device} is ended" },
  "maintenance.none": { zh: "没有维护中的设备", en: "no device is under maintenance" },
  "maintenance.line": {
    zh: "{id}  {device}  {owner}：{reason}  至 {until}",
    en: "{id}  {device}  {owner}: {reason}  until {until}",
  },
  "error.prefix": { zh: "错误", en: "error" },
} as const satisfies Record<string, BilingualText>;

export type TerminalTextKey = keyof typeof terminalTexts;

/** Every key, for the test that holds both languages to the same blanks. */
export const terminalTextTable: Readonly<Record<string, BilingualText>> = terminalTexts;

/** Says something in `language`, blanks filled in. */
export type TerminalSay = (key: TerminalTextKey, blanks?: Readonly<Record<string, string | number>>) => string;

export function sayIn(language: Language): TerminalSay {
  return (key, blanks = {}) =>
    terminalTexts[key][language].replaceAll(/\{(\w+)\}/g, (blank, name: string) => String(blanks[name] ?? blank));
}

/** The language of a terminal whose locale is `env`'s: Chinese where it says so, English elsewhere. */
export function languageOf(env: NodeJS.ProcessEnv): Language {
  return /^zh/i.test(env.LC_ALL ?? env.LC_MESSAGES ?? env.LANG ?? "") ? "zh" : "en";
}
