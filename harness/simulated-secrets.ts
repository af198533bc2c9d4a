import { DEFAULT_CREDENTIALS as autotaskLogin } from '../simulators/autotask/switches.ts';
import { dattoRmmPortalDefaults } from '../simulators/datto-rmm/portal/server.ts';
import { DEFAULT_CREDENTIALS as dattoKeys } from '../simulators/datto-rmm/switches.ts';
import { DEFAULT_API_KEY } from '../simulators/it-glue/switches.ts';
import { liftOffDefaults } from '../simulators/lift-off/server.ts';
import { screenConnectDefaults } from '../simulators/screenconnect/server.ts';
import { DEFAULT_TOKEN } from '../simulators/slack/seed.ts';
import { DEFAULT_API_TOKEN } from '../simulators/splashtop/options.ts';

/** The simulators' logins and keys, under the names of environment variables that profiles name by default. */
export function simulatedSecrets(totpPeriodSeconds: number): { readonly [name: string]: string } {
  const totp = (issuer: string, secret: string) => {
    const name = encodeURIComponent(issuer);
    return `otpauth://totp/${name}:sample?secret=${secret}&period=${totpPeriodSeconds}&issuer=${name}`;
  };
  const { administrator: liftOff } = liftOffDefaults;
  const { administrator: datto } = dattoRmmPortalDefaults;
  const { administrator: screenAdmin, helpDesk } = screenConnectDefaults;
  return {
    AUTOTASK_USERNAME: autotaskLogin.userName,
    AUTOTASK_SECRET: autotaskLogin.secret,
    AUTOTASK_INTEGRATION_CODE: autotaskLogin.integrationCode,
    LIFT_OFF_EMAIL: liftOff.email,
    LIFT_OFF_PASSWORD: liftOff.password,
    LIFT_OFF_TOTP: totp('Lift Off', liftOff.totpSecret),
    IT_GLUE_API_KEY: DEFAULT_API_KEY,
    DATTO_RMM_API_KEY: dattoKeys.apiKey,
    DATTO_RMM_API_SECRET: dattoKeys.apiSecretKey,
    DATTO_PORTAL_EMAIL: datto.email,
    DATTO_PORTAL_PASSWORD: datto.password,
    DATTO_PORTAL_TOTP: totp('Datto RMM', datto.totpSecret),
    SCREENCONNECT_ADMIN_USER: screenAdmin.userName,
    SCREENCONNECT_ADMIN_PASSWORD: screenAdmin.password,
    SCREENCONNECT_ADMIN_TOTP: totp('ScreenConnect', screenAdmin.totpSecret),
    SCREENCONNECT_HELP_DESK_USER: helpDesk.userName,
    SCREENCONNECT_HELP_DESK_PASSWORD: helpDesk.password,
    SCREENCONNECT_HELP_DESK_TOTP: totp('ScreenConnect', helpDesk.totpSecret),
    SPLASHTOP_TOKEN: DEFAULT_API_TOKEN,
    SLACK_BOT_TOKEN: DEFAULT_TOKEN,
    ONBOARD_LINK_KEY: Buffer.alloc(32, 'sample key for links, of no value').toString('base64'),
    ONBOARD_SESSION_KEY: Buffer.alloc(32, 'sample session key of no value').toString('base64'),
  };
}
