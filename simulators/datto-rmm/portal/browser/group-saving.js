// The three ways in which a group may be saved. Each sends the whole list as this page knows it.

async function put(draft) {
  const answer = await send(page.isNew ? 'POST' : 'PUT', page.endpoint, draft);
  if (leftForLogin(answer)) return false;
  const ok = answer.json?.saved === true;
  showAlert(ok ? [] : problemsOf(answer));
  return ok;
}

async function saveConfirmed(draft) {
  if (!(await ask('confirm', `Do you want to save the site group "${draft.name}"?`))) return;
  if (!(await put(draft))) return;
  await ask('done', `The site group "${draft.name}" was saved.`);
  location.assign('/site-groups');
}

async function saveAtOnce(draft) {
  if (!(await put(draft))) return;
  showToast('Site group saved');
  if (page.isNew) location.assign('/site-groups');
}

let queue = Promise.resolve();

/** Saves in the way of this portal; one after the other. */
function saveGroup(draft) {
  queue = queue.then(() => (page.saves === 'confirm-twice' ? saveConfirmed(draft) : saveAtOnce(draft)));
  return queue;
}

window.saveGroup = saveGroup;
