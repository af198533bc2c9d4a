import { z } from 'zod';
import { liveData } from './live.ts';
import { argumentsOf, badArgument, type Service, type VisitorCall } from './service.ts';

const path = z.array(z.string()).nullable();
const search = z.string().nullable();
const limit = z.number().nullable().default(1000);
const sessionType = z.number();

const hostQuestion = z.object({
  sessionType,
  sessionGroupPathParts: path,
  filter: search,
  findSessionID: search,
  sessionLimit: limit,
});
const liveArguments = z.tuple([
  z.object({ HostSessionInfo: hostQuestion.optional(), ActionCenterInfo: z.object({}).optional() }),
  z.number(),
]);
const olderArguments = z.tuple([sessionType, path, search, search, limit, z.number()]);
const joinArguments = z.tuple([z.string()], z.unknown());

function ask({ portal, request, visitor }: VisitorCall, question: z.output<typeof hostQuestion>) {
  return liveData(portal, request, visitor.access, {
    sessionType: question.sessionType,
    path: question.sessionGroupPathParts ?? [],
    filter: question.filter ?? '',
    limit: question.sessionLimit ?? 1000,
  });
}

function getLiveData(call: VisitorCall) {
  const [{ HostSessionInfo }, version] = argumentsOf(liveArguments, call.args);
  const nothing = {
    sessionType: 2,
    sessionGroupPathParts: [],
    filter: '',
    findSessionID: '',
    sessionLimit: 0,
  };
  const { productVersion, hostSessionInfo } = ask(call, HostSessionInfo ?? nothing);
  const ResponseInfoMap = HostSessionInfo
    ? { HostSessionInfo: hostSessionInfo, ActionCenterInfo: {} }
    : { ActionCenterInfo: {} };
  return { Version: version + 1, ProductVersion: productVersion, ResponseInfoMap };
}

function getHostSessionInfo(call: VisitorCall) {
  const [type, parts, filter, findSessionID, sessionLimit, version] = argumentsOf(olderArguments, call.args);
  const question = { sessionType: type, sessionGroupPathParts: parts, filter, findSessionID, sessionLimit };
  const { productVersion, hostSessionInfo } = ask(call, question);
  return { Version: version + 1, ProductVersion: productVersion, ...hostSessionInfo };
}

/** A join has begun on a customer's machine: recorded, because it must never happen. */
function logInitiatedJoin({ portal, args, visitor }: VisitorCall): null {
  const [sessionId] = argumentsOf(joinArguments, args);
  const { userName } = visitor.user;
  if (!portal.context.state().machines.some(({ SessionID }) => SessionID === sessionId)) {
    throw badArgument('There is no such session.');
  }
  const virtualAt = portal.context.clock.now().toISOString();
  portal.context.state().joins.push({ userName, sessionId, virtualAt });
  const change = { entity: 'join', id: sessionId, field: 'initiated', before: null, after: userName };
  portal.context.audit(userName, [change]);
  return null;
}

/** What the Host page lives on. An instance knows one of the two polling methods only. */
export function pageService(live: 'GetLiveData' | 'GetHostSessionInfo'): Service {
  const polling = { for: 'visitors', isPolling: true } as const;
  return {
    ...(live === 'GetLiveData'
      ? { GetLiveData: { ...polling, run: getLiveData } }
      : { GetHostSessionInfo: { ...polling, run: getHostSessionInfo } }),
    NotifyActivity: { for: 'visitors', run: () => null },
    LogInitiatedJoin: { for: 'visitors', run: logInitiatedJoin },
  };
}
