/** A command that no test can run, and why. */
export const notRunHere: readonly { readonly command: RegExp; readonly because: string }[] = [
  {
    command: /^npm ci && npm start$/,
    because: "`npm ci` replaces the packages this test runs from; the hub is started by `npm start`",
  },
  { command: /^npm ci && npm test$/, because: "would run this test again" },
  { command: /^docker compose /, because: "needs a Docker engine and images from the internet" },
];

/** What stands in a document for what its reader fills in, and the shell that finds it; `{kind}` is the group of the pattern. */
export const fillIns: readonly { readonly written: RegExp; readonly shell: string; readonly is: string }[] = [
  { written: /<device token>/g, shell: "$(printed '^[A-Za-z0-9_-]{43}$')", is: "what `device add` printed last" },
  { written: /<API token>/g, shell: "$(printed '^[A-Za-z0-9_.-]{40,}$')", is: "what `token create` printed last" },
  { written: /<demonstration token>/g, shell: "$DEMO_TOKEN", is: "what `npm start` printed" },
  { written: /<reject id>/g, shell: "$(newest rejects rejectId)", is: "the newest refused reading" },
  { written: /<delivery id>/g, shell: "$(newest deliveries deliveryId)", is: "the newest delivery" },
  { written: /\bcase-\.\.\./g, shell: "$(newest cases id)", is: "the newest case" },
  { written: /\bwarning-\.\.\./g, shell: "$(newest warnings id)", is: "the newest warning" },
  {
    written: /<warning id>/g,
    shell: "$(printed 'warning-[0-9a-z]{20,}')",
    is: "the warning that was printed last",
  },
  {
    written: /\bresponse-\.\.\./g,
    shell: "$(printed 'response-[0-9a-z]{20,}')",
    is: "the response that was printed last",
  },
  {
    written: /\b(silence|maintenance)-\.\.\./g,
    shell: "$(printed '{kind}-[0-9a-z]{20,}')",
    is: "the id that was printed last",
  },
  { written: /2026-07-20T20:00:00\+08:00/g, shell: `'"$(soon)"'`, is: "a time that is yet to come" },
  {
    written: /2026-07-20T08:00:00\.000Z/g,
    shell: `'"$(latest wl-jingguang-n.depth-north observedAt)"'`,
    is: "the time of a reading",
  },
];

/** Addresses that documents name, and the setting or name that stands for them here. */
export const addresses: readonly { readonly written: RegExp; readonly here: string }[] = [
  { written: /-p 1883\b/g, here: "-p $MQTT_PORT" },
  { written: /-p 8883\b/g, here: "-p $MQTTS_PORT" },
  { written: /127\.0\.0\.1:8080\b/g, here: "127.0.0.1:$API_PORT" },
  { written: /localhost:8443\b/g, here: "localhost:$HTTPS_PORT" },
  { written: /hub\.example\b/g, here: "localhost" },
  { written: /guanlan -- replay /g, here: "guanlan -- replay --url mqtt://127.0.0.1:$MQTT_PORT " },
  { written: /guanlan -- export /g, here: "guanlan -- export --api http://127.0.0.1:$API_PORT " },
];

/** What has no end of its own is ended after two seconds. */
export const endless: readonly RegExp[] = [/^hub -N /];

/** What a reader of a document has beside it, or does in between as its text says: shell before the first such command. */
export const before: readonly { readonly document: string; readonly command: RegExp; readonly shell: string }[] = [
  {
    document: "docs/api.md",
    command: /wl-yours-1\/commands$/,
    shell: `DEVICE_TOKEN=$(npm run -s guanlan -- device add wl-yours-1)
stdbuf -oL mosquitto_sub -d -C 1 -p $MQTT_PORT -i wl-yours-1 -u wl-yours-1 -P $DEVICE_TOKEN -q 1 -t v1/devices/wl-yours-1/commands > heard.txt &
eventually grep -q SUBACK heard.txt`,
  },
  {
    document: "docs/api.md",
    command: /^hub \$HUB\/api\/v1\/rejects\//,
    shell: `mosquitto_pub -p $MQTT_PORT -i wl-yours-1 -u wl-yours-1 -P $DEVICE_TOKEN -q 1 -t v1/devices/wl-yours-1/readings -m 'no JSON'`,
  },
  {
    document: "docs/recordings.md",
    command: /^npm run guanlan -- replay /,
    shell: "printf 'time,Level (m)\\n2021-07-20 08:00,0.05\\n2021-07-20 08:15,0.06\\n' > creek.csv",
  },
  {
    document: "docs/recordings.md",
    command: /^npm run guanlan -- import /,
    shell: `stop_the_hub
printf 'agency_cd\\tsite_no\\tdatetime\\ttz_cd\\t69928_00065\\n5s\\t15s\\t20d\\t6s\\t14n\\nUSGS\\t1\\t2021-07-20 08:00\\tEST\\t3.21\\n' > creek.rdb
printf 'time,A (cm),B (cm)\\n2021-07-20 08:00,5,6\\n' > wide.csv
printf 'time,code,depth_mm\\n2021-07-20T08:00:00Z,K01,50\\n' | gzip > long.csv.gz`,
  },
  {
    document: "docs/backtest.md",
    command: /^npm run guanlan -- backtest plumtree/,
    shell: `a_flood time,stage_ft 2 4 '' | gzip > plumtree.csv.gz
a_flood time,stage_mm,station 500 3000 ,weir | gzip > rivers.csv.gz
a_flood 时间,桥 0.1 0.5 '' | sed 's/Z,/,/' > wide.csv
a_flood time,depth_cm,sensor 10 50 ,road > depths.csv
sed -n '/^\`\`\`csv/,/^\`\`\`/p' docs/backtest.md | sed '1d;$d' > weir.csv`,
  },
  {
    document: "docs/stories.md",
    command: /my-story\.yaml/,
    shell: "sed -n '/^```yaml/,/^```/p' docs/stories.md | sed '1d;$d' > my-story.yaml",
  },
  {
    document: "docs/tls.md",
    command: /certificate hub/,
    shell: "mkdir older && mv data/tls/certificate.pem data/tls/key.pem older/",
  },
  {
    document: "docs/rules-changes.md",
    command: /^npm run guanlan -- rules rollback/,
    shell: "eventually two_rule_versions",
  },
];

/** What a command shows, where its document says so; what the hub's terminal shows stands in the document, in blocks marked `text`. */
export const shown: readonly { readonly document: string; readonly command: RegExp; readonly wanted: RegExp }[] = [
  { document: "README.md", command: /^curl .*wl-yours/, wanted: /"value":0\.31,.*"flag":1,.*"state":"live"/ },
  { document: "README.zh-CN.md", command: /^curl .*wl-yours/, wanted: /"value":0\.31,.*"flag":1,.*"state":"live"/ },
  { document: "docs/api.md", command: /http_code/, wanted: /^200$/m },
  { document: "docs/api.md", command: /commands$/, wanted: /"isConnected":true/ },
  { document: "docs/api.md", command: /rejects\/<reject id>/, wanted: /no JSON/ },
  { document: "docs/api.md", command: /^hub -N .*topics/, wanted: /^event: ready$/m },
  { document: "docs/backtest.md", command: /weir\.csv/, wanted: /^forecast +1 +1 +0 +0 .* 40/m },
];
