import { ProductError } from '../../domain/problems.ts';
import { messageIdFor } from '../email/message-id.ts';
import { CODE_MINUTES, mailedCode } from '../links/mailed-code.ts';
import { linkKeyOf } from '../links/sealed-token.ts';
import type { LoadedProfile } from '../profile-view.ts';
import type { CodeRequest } from '../types.ts';
import type { Senders } from './delivery.ts';
import { domainOf } from './to-people.ts';

/**
 * Mails a person the code of a challenge, once. The code is made here and stands nowhere but in the mail. Throws
 * `ProductError` `profile-invalid` where no mail or no key is configured or nobody has that id, and what `Mailer.send`
 * throws.
 */
export async function sendCode(
  { profile, secrets }: LoadedProfile,
  { mailer }: Senders,
  { person, challenge }: CodeRequest,
): Promise<void> {
  const addressee = profile.people.find(({ id }) => id === person);
  if (addressee === undefined) throw invalid(`${person} is nobody in people`);
  if (mailer === undefined) throw invalid('codes are mailed, but systems.email.mode is off');
  if (secrets.linkKey === undefined) throw invalid('codes need web.url and the key for links');
  const code = mailedCode(linkKeyOf(secrets.linkKey), challenge);
  await mailer.send({
    messageId: messageIdFor(['code', challenge], domainOf(profile.systems.email.from)),
    to: addressee.email,
    // Locked screens and lists of mails show subjects.
    subject: 'Your code',
    text:
      `Hello ${addressee.name},\n\nYour code is ${code}. Enter it on the page that asked for it, within ${CODE_MINUTES} minutes.\n` +
      'If you did not ask for it, somebody else has your link: do not pass the code on.\n',
  });
}

function invalid(detail: string): ProductError {
  return new ProductError('profile-invalid', { detail });
}
