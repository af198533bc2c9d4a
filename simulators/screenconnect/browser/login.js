// The login: two steps, tied together by one nonce.

const LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const nonce = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => LETTERS[byte % 62]).join('');
const FIELDS = ['userName', 'password', 'oneTimePassword'];
let isSending = false;

function tell(result) {
  const message = res[`Login.${result}`] ?? text('Login.0');
  part('failure').replaceChildren(el('p', { class: 'Failure', role: 'alert' }, message));
}

function leave(address) {
  location.assign(address.includes('#') ? address : address + location.hash);
}

function follow(result) {
  if (result === 1) return leave(context.returnUrl);
  if (result === 12) return leave('/ChangePassword');
  tell(result);
  if (result !== 10 && result !== 11) return;
  part('second-step').classList.remove('Hidden');
  part('oneTimePassword').value = '';
  part('oneTimePassword').focus();
}

async function login() {
  if (isSending) return;
  isSending = true;
  part('failure').replaceChildren();
  const [userName, password, code] = FIELDS.map((name) => part(name).value);
  const args = [userName, password, code, part('trust').checked, nonce];
  const result = await callService('AuthenticationService', 'TryLogin', args).catch((error) => error);
  isSending = false;
  if (result.status === 403) location.reload();
  else follow(typeof result === 'number' ? result : 0);
}

command(part('login'), { run: login });
command(part('external'), { run: () => tell(0) });
for (const name of FIELDS) {
  part(name).addEventListener('keydown', (event) => {
    if (event.key === 'Enter') login();
  });
}
