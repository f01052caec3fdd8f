import type { RefusedClientReason } from "../../domain/observations/refused-client.ts";
import type { BilingualText } from "../../domain/text.ts";

/** What was refused of an MQTT client and what to do about it, for officers and for the makers of devices. */
export const refusedClientTexts = {
  unknown_device: {
    zh: "登录被拒：没有此设备；请用 guanlan device add 登记",
    en: "sign-in refused: no such device; register it with guanlan device add",
  },
  wrong_token: {
    zh: "登录被拒：令牌缺失或不对；请核对设备的令牌，或用 guanlan device add --replace 新发一个",
    en: "sign-in refused: token missing or wrong; check the device's token, or make a new one with guanlan device add --replace",
  },
  revoked: {
    zh: "登录被拒：设备的使用权已撤销；要恢复请重新登记",
    en: "sign-in refused: the device's right was withdrawn; register it again to restore it",
  },
  protocol_version: {
    zh: "登录被拒：只支持 MQTT 3.1.1；请把客户端设为 3.1.1（不是 3.1 或 5）",
    en: "sign-in refused: MQTT 3.1.1 only; set the client to 3.1.1, not 3.1 or 5",
  },
  client_id: {
    zh: "登录被拒：客户端 ID 应为设备 ID（1 至 64 个 A-Z a-z 0-9 _ . : - 字符）",
    en: "sign-in refused: the client id must be the device id, 1 to 64 of A-Z a-z 0-9 _ . : -",
  },
  wrong_username: {
    zh: "登录被拒：用户名与客户端 ID 不同；两者都应为设备 ID",
    en: "sign-in refused: user name and client id differ; both must be the device id",
  },
  keepalive: {
    zh: "登录被拒：保活间隔为 0 或过长；请设为 30 至 300 秒",
    en: "sign-in refused: keep-alive 0 or too long; set 30 to 300 s",
  },
  will: {
    zh: "登录被拒：遗嘱只能发到设备自己的 status 主题，最长 1024 字节",
    en: "sign-in refused: a will may go to the device's own status topic only, 1,024 bytes at most",
  },
  too_many_sign_ins: {
    zh: "登录被拒：一分钟内登录次数过多；请以逐渐加长的间隔重连，并检查供电和网络",
    en: "sign-in refused: too many within a minute; reconnect with growing pauses, check power and link",
  },
  two_clients: {
    zh: "同一设备 ID 有两个客户端在互相顶替，或链路反复断开；先连上的保留，请给每台设备各自的 ID 和令牌",
    en: "two clients take one device id from each other, or its link keeps breaking; the one connected stays, give each device an id and a token of its own",
  },
  directory_failed: {
    zh: "登录被拒：中枢查不到设备目录；请看运行日志，稍后再试",
    en: "sign-in refused: the hub could not look the device up; see its log, try again later",
  },
  stopping: { zh: "登录被拒：中枢正在停止；请稍后再试", en: "sign-in refused: the hub is stopping; try again later" },
  cleartext_token: {
    zh: "登录被拒：令牌以明文传送；请改用 TLS",
    en: "sign-in refused: the token came in clear; connect with TLS",
  },
  wrong_certificate: {
    zh: "登录被拒：证书不受信任，或其主题不是该设备 ID",
    en: "sign-in refused: the certificate is not trusted, or its subject is not the device id",
  },
  malformed_packet: {
    zh: "连接被断开：报文不合 MQTT 3.1.1",
    en: "disconnected: a packet against MQTT 3.1.1",
  },
  malformed_text: {
    zh: "连接被断开：ID、用户名或主题含 NUL 或不是 UTF-8",
    en: "disconnected: NUL or bad UTF-8 in client id, user name or topic",
  },
  malformed_filter: {
    zh: "连接被断开：订阅的主题写法不对（通配符位置）",
    en: "disconnected: a filter with misplaced wildcards",
  },
  frame_too_large: {
    zh: "连接被断开：报文过大；请分批发送，或调大 broker.maxFrameBytes",
    en: "disconnected: packet too large; send in parts, or raise broker.maxFrameBytes",
  },
  out_of_order: {
    zh: "连接被断开：首个报文须为 CONNECT，且只能有一个",
    en: "disconnected: CONNECT must come first and once",
  },
  pipelined_too_many: {
    zh: "连接被断开：未等到 CONNACK 就发送了过多报文",
    en: "disconnected: too many packets before CONNACK; wait for it",
  },
  not_signed_in: {
    zh: "连接被断开：未登录或登录已失效就发布",
    en: "disconnected: a publish on a connection that is not, or no longer, signed in",
  },
  topic_too_long: { zh: "连接被断开：主题过长", en: "disconnected: topic too long" },
  topic_reserved: {
    zh: "连接被断开：不能发布到以 $ 开头的主题",
    en: "disconnected: topics that begin with $ are reserved",
  },
  topic_not_own: {
    zh: "连接被断开：主题不属于该设备；读数应发到 v1/devices/ID/readings（ID 为设备 ID）",
    en: "disconnected: not a topic of the device's own; readings go to v1/devices/ID/readings",
  },
  retain_not_allowed: {
    zh: "连接被断开：读数不能带保留（retain）标志；请去掉（mosquitto_pub 不加 -r）",
    en: "disconnected: readings must not be retained; leave the flag out (mosquitto_pub without -r)",
  },
  status_too_long: {
    zh: "连接被断开：状态文字超过 1024 字节",
    en: "disconnected: a status above 1,024 bytes",
  },
  filter_not_allowed: {
    zh: "订阅被拒：设备只能订阅自己的 commands 和 replies 主题",
    en: "subscription refused: a device may subscribe to its own commands and replies only",
  },
  shared_subscription: {
    zh: "连接被断开：MQTT 3.1.1 没有共享订阅",
    en: "disconnected: MQTT 3.1.1 has no shared subscriptions",
  },
  too_many_filters: { zh: "连接被断开：一个报文内订阅过多", en: "disconnected: too many filters in one packet" },
  too_many_qos2_open: {
    zh: "连接被断开：过多 QoS 2 发布没有 PUBREL",
    en: "disconnected: too many QoS 2 publishes without PUBREL",
  },
  reconnects_often: {
    zh: "设备一分钟内反复重连；仍予接入，请检查供电、信号和保活设置",
    en: "the device reconnects again and again within a minute; it is let in, check power, signal and keep-alive",
  },
} as const satisfies Readonly<Record<RefusedClientReason, BilingualText>>;
