import type {
  FastifyBaseLogger,
  FastifyInstance,
  RawReplyDefaultExpression,
  RawRequestDefaultExpression,
  RawServerDefault,
} from "fastify";
import type { ZodTypeProvider } from "fastify-type-provider-zod";
import type { AreaOutlines } from "../domain/city/area-outline.ts";
import type { City } from "../domain/city/city.ts";
import type { CityMap } from "../domain/city/city-map.ts";
import type { Clock } from "../domain/clock.ts";
import type { HubFlow } from "../domain/console/hub-flow.ts";
import type { HubEvent } from "../domain/governance/event.ts";
import type { EndpointId, GaugeId } from "../domain/ids.ts";
import type { SetupBreak } from "../domain/inputs/setup-changes.ts";
import type { Log } from "../domain/log.ts";
import type { GaugeLimits } from "../domain/observations/gauge-limits.ts";
import type { CountedHint } from "../domain/observations/payload-hint.ts";
import type { People } from "../people/people.ts";
import type { RecordPort } from "../record/ports.ts";
import type { Accounts, Credentials, History, LatestValues, RejectReader, StateQueries } from "../store/ports.ts";
import type { ServerCertificates } from "../tls/ports.ts";
import type {
  CallsView,
  ClockPort,
  CommandPort,
  CurrentMode,
  DeliveryControl,
  EndpointView,
  EntryPort,
  LiveFeed,
  ModePort,
  PondingView,
  Readiness,
  RuleDraftPort,
  RulesView,
  SuppressionView,
} from "./ports.ts";
import type { ApiSettings } from "./settings.ts";

/** What the API needs of the rest of the hub. */
export interface ApiDeps {
  readonly city: City;
  readonly latest: LatestValues;
  readonly history: History;
  readonly state: StateQueries;
  readonly deliveries: DeliveryControl;
  readonly rejects: RejectReader;
  readonly tokens: Accounts;
  readonly people: People;
  /** Tokens of devices, for what a device may read of itself. */
  readonly deviceTokens: Pick<Credentials, "verify">;
  /** What a device sends beyond the standard, since the hub's start; the one met last first. */
  payloadHints(deviceId: string): readonly CountedHint[];
  readonly live: LiveFeed;
  readonly suppression: SuppressionView;
  readonly entries: EntryPort;
  readonly record: RecordPort;
  readonly commands: CommandPort;
  readonly calls: CallsView;
  readonly ponding: PondingView;
  readonly clocks: ClockPort;
  /** Newest row of the journal; 0 before the first. */
  journalSeq(): number;
  /** Row of the journal up to which rules have judged; 0 before the first. */
  rulesSeq(): number;
  /** How the city is run now. */
  mode(): CurrentMode;
  readonly modes: ModePort;
  readonly ruleDrafts: RuleDraftPort;
  readiness(): Readiness;
  rules(): RulesView;
  /** What readings of each gauge are held against now. */
  limits(): readonly GaugeLimits[];
  /** Prometheus text, version 0.0.4. */
  metrics(): Promise<string>;
  flow(): HubFlow;
  endpoints(): Promise<readonly EndpointView[]>;
  /** When gauges were set up anew; left out where none ever was. */
  readonly setupBreaks?: ReadonlyMap<GaugeId, readonly SetupBreak[]>;
  readonly log: Log;
  readonly clock: Clock;
  readonly version: string;
  /** For HTTPS; null where no listener speaks TLS. */
  readonly certificates: ServerCertificates | null;
  /** Whether tokens are taken from other machines without TLS. */
  readonly allowCleartextTokens: boolean;
  /** Where areas lie, for what a warning would say of its own. */
  readonly outlines: AreaOutlines;
  /** What is drawn below the stations; null for a city without a map. */
  readonly map: CityMap | null;
  /** Endpoints that want an event. */
  wantedBy(event: HubEvent): readonly EndpointId[];
  /** Where the public opens the hub, without a slash at the end; null where nobody has said. */
  readonly publicUrl: string | null;
}

/** A Fastify instance whose requests and answers are typed by their zod schemas. */
export type App = FastifyInstance<
  RawServerDefault,
  RawRequestDefaultExpression,
  RawReplyDefaultExpression,
  FastifyBaseLogger,
  ZodTypeProvider
>;

/** What a route finds by `request.scope`, as far as its caller may see it, and in no other way. */
type ScopedPort = "city" | "latest" | "history" | "state" | "rejects" | "suppression";

/** What routes get of the rest of the hub: nothing that would tell of places out of their caller's reach. */
export type RouteDeps = Omit<ApiDeps, ScopedPort | "tokens" | "deviceTokens" | "live">;

/** What a file in routes/ gets. */
export interface RouteContext {
  readonly settings: ApiSettings;
  readonly deps: RouteDeps;
}
