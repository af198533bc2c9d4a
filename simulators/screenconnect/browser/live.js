// The page asks the server about every second what is new, and loads itself anew when the product has another version.

const STOP_AFTER_BLURRED_MS = 10 * 60_000;
const TELL_ACTIVITY_EVERY_MS = 30_000;
let version = 0;
let timer;
let round = 0;
let blurredSince;
let toldActivity = 0;

function ask(question) {
  if (context.live === 'GetLiveData') {
    const parts = question ? { HostSessionInfo: question, ActionCenterInfo: {} } : { ActionCenterInfo: {} };
    return callService('PageService', 'GetLiveData', [parts, version]);
  }
  const { sessionType = 2, sessionGroupPathParts = [], filter = '', findSessionID = null } = question ?? {};
  const limit = question?.sessionLimit ?? 0;
  const args = [sessionType, sessionGroupPathParts, filter, findSessionID, limit, version];
  return callService('PageService', 'GetHostSessionInfo', args);
}

function isAsleep() {
  return blurredSince !== undefined && Date.now() - blurredSince > STOP_AFTER_BLURRED_MS;
}

/** Asks now, then again and again. An answer to an older question is thrown away. */
async function poll(live) {
  clearTimeout(timer);
  round += 1;
  const mine = round;
  try {
    const answer = isAsleep() ? undefined : await ask(live.question());
    if (mine !== round) return;
    if (answer) take(answer, live);
  } catch (error) {
    if (mine !== round) return;
    await handleFailure(error);
  }
  if (mine === round) timer = setTimeout(() => poll(live), context.pollMs);
}

function take(answer, { render }) {
  if (answer.ProductVersion !== context.productVersion) return location.reload();
  version = answer.Version;
  const info = answer.ResponseInfoMap?.HostSessionInfo ?? answer;
  if (info.Sessions) whenReleased(() => render(info));
}

function tellActivity() {
  if (Date.now() - toldActivity < TELL_ACTIVITY_EVERY_MS) return;
  toldActivity = Date.now();
  callService('PageService', 'NotifyActivity', []).catch(handleFailure);
}

window.addEventListener('blur', () => {
  blurredSince = Date.now();
});
window.addEventListener('focus', () => {
  blurredSince = undefined;
});
document.addEventListener('mousedown', tellActivity);
document.addEventListener('keydown', tellActivity);

Object.assign(window, { poll });
