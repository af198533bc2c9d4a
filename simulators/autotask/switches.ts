/** Open questions about the real system, as switches; the first value of each is the default. */
export interface AutotaskSwitches {
  readonly missingItem: '404' | 'null-item';
  readonly badCode: '401' | '500-text';
  readonly dateZone: 'z' | 'none';
  readonly apiVersion: '1.0' | 'V1.0';
  readonly userAccess: 'text' | 'number';
  readonly checklistLimit: 40 | 100;
  readonly hourlyStatus: 429 | 503 | 500;
  readonly forbidden: 500 | 403;
  readonly patchMissing: 500 | 404;
  readonly categoryStatus: 'refuse-500' | 'accept';
}

/** What the switches are unless told otherwise. */
export const DEFAULT_SWITCHES: AutotaskSwitches = {
  missingItem: '404',
  badCode: '401',
  dateZone: 'z',
  apiVersion: '1.0',
  userAccess: 'text',
  checklistLimit: 40,
  hourlyStatus: 429,
  forbidden: 500,
  patchMissing: 500,
  categoryStatus: 'refuse-500',
};

/** The three headers that a request is known by. */
export interface AutotaskCredentials {
  readonly integrationCode: string;
  readonly userName: string;
  readonly secret: string;
}

/** Credentials that a simulator takes unless told otherwise. */
export const DEFAULT_CREDENTIALS: AutotaskCredentials = {
  integrationCode: 'SIMULATED-TRACKING-ID',
  userName: 'onboard-api@example-msp.example.com',
  secret: 'simulated-autotask-secret',
};
