// Another password for the user who is signed in.

async function changePassword() {
  const values = ['currentPassword', 'newPassword', 'verifyPassword'].map((name) => part(name).value);
  try {
    const result = await callService('AuthenticationService', 'ChangePassword', values);
    const isDone = result === 1;
    const line = el(
      'p',
      { class: isDone ? 'Done' : 'Failure', role: isDone ? 'status' : 'alert' },
      text(`Password.${result}`),
    );
    part('outcome').replaceChildren(line);
  } catch (error) {
    handleFailure(error);
  }
}

command(part('change'), { run: changePassword });
