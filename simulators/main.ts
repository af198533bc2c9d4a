import { once } from 'node:events';
import { parseArgs } from 'node:util';
import { startAutotaskSimulator } from './autotask/server.ts';
import { DEFAULT_CREDENTIALS } from './autotask/switches.ts';
import { dattoRmmPortalDefaults, startDattoRmmPortal } from './datto-rmm/portal/server.ts';
import { DEFAULT_CREDENTIALS as DATTO_KEYS } from './datto-rmm/switches.ts';
import { startItGlueSimulator } from './it-glue/server.ts';
import { DEFAULT_API_KEY } from './it-glue/switches.ts';
import { createFileRecorder } from './kit/recorder.ts';
import type { Recorder } from './kit/types.ts';
import { liftOffDefaults, startLiftOffSimulator } from './lift-off/server.ts';
import { DEFAULT_HOOK, startPagerSimulator } from './pager/server.ts';
import { screenConnectDefaults, startScreenConnectSimulator } from './screenconnect/server.ts';
import { DEFAULT_TOKEN, DEFAULT_WEBHOOK } from './slack/seed.ts';
import { startSlackSimulator } from './slack/server.ts';
import { startSmtpSimulator } from './smtp/server.ts';
import { DEFAULT_API_TOKEN } from './splashtop/options.ts';
import { startSplashtopSimulator } from './splashtop/server.ts';

const USAGE = `Usage: npm run simulators -- [--control] [--record DIR] [--port N]

Starts stand-ins for every outside system on this machine (127.0.0.1) and keeps them until Ctrl-C.
  --control     serve /__control/… too: state, audit, faults, clock, edits, reset
  --record DIR  append every request and every change to DIR/journal.jsonl and DIR/audit.jsonl
  --port N      use the ports N to N+11; without it, free ones
`;

interface Running {
  /** What a person is told about it. */
  readonly lines: readonly string[];
  stop(): Promise<void>;
}

interface Common {
  readonly control: boolean;
  readonly recorder?: Recorder;
}

async function autotask(common: Common, port: number): Promise<Running> {
  const { url, stop } = await startAutotaskSimulator({ ...common, port });
  const { userName, integrationCode, secret } = DEFAULT_CREDENTIALS;
  return {
    lines: [
      `Autotask   ${url}/ATServicesRest/V1.0/zoneInformation`,
      `           UserName ${userName}, ApiIntegrationCode ${integrationCode}, Secret ${secret}`,
    ],
    stop,
  };
}

async function slack(common: Common, port: number): Promise<Running> {
  const { url, stop } = await startSlackSimulator({ ...common, port });
  return {
    lines: [
      `Slack      ${url}/ (channels), ${url}/api/ (Web API), token ${DEFAULT_TOKEN}`,
      `           ${url}/services/${DEFAULT_WEBHOOK} (incoming webhook)`,
    ],
    stop,
  };
}

async function mail(common: Common, port: number, mailboxPort: number): Promise<Running> {
  const { url, mailboxUrl, stop } = await startSmtpSimulator({ ...common, port, mailboxPort });
  return { lines: [`Mail       ${url}, no login needed`, `           ${mailboxUrl}/ (mailbox)`], stop };
}

async function liftOff(common: Common, port: number): Promise<Running> {
  const { url, stop } = await startLiftOffSimulator({ ...common, port });
  const { email, password, totpSecret } = liftOffDefaults.administrator;
  return {
    lines: [
      `Lift Off   ${url}/`,
      `           ${email}, password ${password}, one-time code secret ${totpSecret}`,
    ],
    stop,
  };
}

async function itGlue(common: Common, port: number): Promise<Running> {
  const { url, stop } = await startItGlueSimulator({ ...common, port });
  return { lines: [`IT Glue    ${url}/, x-api-key ${DEFAULT_API_KEY}`], stop };
}

async function dattoRmm(common: Common, ports: readonly [api: number, portal: number, auth: number]) {
  const [port, portal, authPort] = ports;
  const simulator = await startDattoRmmPortal({ ...common, port, portal: { port: portal, authPort } });
  const { email, password, totpSecret } = dattoRmmPortalDefaults.administrator;
  const { apiKey, apiSecretKey } = DATTO_KEYS;
  return {
    lines: [
      `Datto RMM  ${simulator.url}/api/, key ${apiKey}, secret ${apiSecretKey}`,
      `           ${simulator.portalUrl}/ (portal), ${email}, password ${password}, one-time code secret ${totpSecret}`,
    ],
    stop: simulator.stop,
  };
}

async function screenConnect(common: Common, port: number): Promise<Running> {
  const { url, stop } = await startScreenConnectSimulator({ ...common, port });
  const { administrator, helpDesk } = screenConnectDefaults;
  const login = (user: typeof administrator | typeof helpDesk) =>
    `           ${user.userName}, password ${user.password}, one-time code secret ${user.totpSecret}`;
  return { lines: [`ScreenConnect ${url}/`, login(administrator), login(helpDesk)], stop };
}

async function splashtop(common: Common, port: number): Promise<Running> {
  const { url, stop } = await startSplashtopSimulator({ ...common, port });
  return {
    lines: [`Splashtop  ${url}/api/open/v1/, token ${DEFAULT_API_TOKEN}`, `           ${url}/console`],
    stop,
  };
}

async function pager(common: Common, port: number): Promise<Running> {
  const { url, stop } = await startPagerSimulator({ ...common, port });
  return { lines: [`Pager      ${url}/ (what rang), ${url}/hooks/${DEFAULT_HOOK} (webhook)`], stop };
}

async function startAll(common: Common, firstPort: number): Promise<Running[]> {
  const port = (offset: number) => (firstPort === 0 ? 0 : firstPort + offset);
  return [
    await autotask(common, port(0)),
    await slack(common, port(1)),
    await mail(common, port(2), port(3)),
    await liftOff(common, port(4)),
    await itGlue(common, port(5)),
    await dattoRmm(common, [port(6), port(7), port(8)]),
    await screenConnect(common, port(9)),
    await splashtop(common, port(10)),
    await pager(common, port(11)),
  ];
}

function readOptions(): { common: Common; firstPort: number } | undefined {
  const { values } = parseArgs({
    options: {
      control: { type: 'boolean', default: false },
      record: { type: 'string' },
      port: { type: 'string', default: '0' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return undefined;
  const firstPort = Number(values.port);
  if (!Number.isInteger(firstPort) || firstPort < 0 || firstPort > 65_524) {
    throw new Error(`--port wants a number from 0 to 65524, not "${values.port}"`);
  }
  const recorder = values.record === undefined ? {} : { recorder: createFileRecorder(values.record) };
  return { common: { control: values.control, ...recorder }, firstPort };
}

async function main(): Promise<void> {
  const options = readOptions();
  if (!options) {
    process.stdout.write(USAGE);
    return;
  }
  const running = await startAll(options.common, options.firstPort);
  const lines = running.flatMap((one) => one.lines);
  process.stdout.write(
    `${lines.join('\n')}\n\nAll names and secrets are invented. Ctrl-C ends the simulators.\n`,
  );
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM')]);
  await Promise.all(running.map((one) => one.stop()));
}

try {
  await main();
} catch (error) {
  const { message } = error instanceof Error ? error : new Error(String(error));
  process.stderr.write(`The simulators did not start: ${message}\n\n${USAGE}`);
  // Those that did start would keep the process alive.
  process.exit(1);
}
