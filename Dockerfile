# The hub on the official Node image. Node's own platform packages are left out: the image is the runtime.
FROM node:26.10.0-slim AS packages
WORKDIR /guanlan
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts

# The console's pages. Vite comes with programs of its own for each platform, as optional packages.
FROM node:26.10.0-slim AS console
WORKDIR /guanlan
COPY package.json package-lock.json .npmrc tsconfig.json ./
RUN npm ci --ignore-scripts
COPY domain domain
COPY locales locales
COPY console console
RUN node node_modules/vite/bin/vite.js build console

FROM node:26.10.0-slim
ENV NODE_ENV=production
WORKDIR /guanlan
COPY --from=packages /guanlan/node_modules node_modules
COPY package.json ./
COPY domain domain
COPY locales locales
COPY yaml yaml
COPY tls tls
COPY broker broker
COPY ingest ingest
COPY series series
COPY quality quality
COPY rules rules
COPY blindspots blindspots
COPY suppression suppression
COPY messages messages
COPY cases cases
COPY calls calls
COPY limits limits
COPY responses responses
COPY ponding ponding
COPY charts charts
COPY record record
COPY warnings warnings
COPY name-lookup name-lookup
COPY webhooks webhooks
COPY people people
COPY processor processor
COPY store store
COPY influx influx
COPY api api
COPY city city
COPY recordings recordings
COPY backtest backtest
COPY modes modes
COPY rule-trials rule-trials
COPY rule-tests rule-tests
COPY examples examples
COPY simulators simulators
COPY scenario-run scenario-run
COPY score score
COPY city-builder city-builder
COPY hub hub
COPY --from=console /guanlan/console/dist console/dist
COPY cli cli
COPY cities cities
RUN mkdir /data && chown node:node /data
ENV GUANLAN_STORE__FOLDER=/data \
    GUANLAN_BROKER__TCP__HOST=0.0.0.0 \
    GUANLAN_BROKER__WS__HOST=0.0.0.0 \
    GUANLAN_BROKER__TLS__HOST=0.0.0.0 \
    GUANLAN_BROKER__WSS__HOST=0.0.0.0 \
    GUANLAN_API__HOST=0.0.0.0 \
    GUANLAN_API__TLS__HOST=0.0.0.0
USER node
VOLUME /data
EXPOSE 1883 8083 8080 8883 8084 8443
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 \
  CMD ["node", "-e", "fetch('http://127.0.0.1:8080/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "--max-semi-space-size=128", "--no-allocation-site-pretenuring", "--disable-warning=ExperimentalWarning", "cli/guanlan.ts"]
CMD ["start"]
