import { describe, expect, it } from 'vitest';
import { CHAT, GUEST } from '#shared/limits.ts';
import { describeFault, readConfig, unknownVariables } from './config.ts';
import { nodeVersionProblem } from './node-version.ts';

const read = (environment: Record<string, string>) => readConfig(environment, '/srv/samovar');

describe('configuration', () => {
  it('has safe values for everything that is not said', () => {
    expect(read({})).toEqual({
      ok: true,
      value: {
        dataFolder: '/srv/samovar/.samovar/data',
        host: '127.0.0.1',
        port: 8787,
        origins: [],
        proxies: [],
        name: 'Samovar',
        contact: null,
        windowMessages: CHAT.windowMessages,
        windowMs: CHAT.windowMs,
        chatsBeforeStarting: 10,
        guestIdleMs: GUEST.idleMs,
        guestsPerHour: 10,
        logLevel: 'info',
        believeClock: false,
        metricsToken: null,
        appFolder: expect.stringMatching(/^\/.*\bdist\/renderer$/),
      },
    });
  });

  it('names variables that look like ours and are none, and no value of them', () => {
    const typed = { SAMOVAR_PROXI: '127.0.0.1', SAMOVAR_ORIGN: 'https://x', SAMOVAR_DATA: '/data', SAMOVAR_OPEN: '0', SAMOVAR_RELAY: 'x', PATH: '/bin' };
    expect(unknownVariables(typed)).toEqual(['SAMOVAR_ORIGN', 'SAMOVAR_PROXI']);
    expect(unknownVariables({})).toEqual([]);
  });

  it('reads what is said, and takes an empty variable for one that is not there', () => {
    const config = read({
      SAMOVAR_DATA: '/data',
      SAMOVAR_PORT: '0',
      SAMOVAR_HOST: '',
      SAMOVAR_ORIGIN: 'https://talk.example.org, http://localhost:5173',
      SAMOVAR_PROXY: '10.0.0.0/8 ::1',
      SAMOVAR_WINDOW_DAYS: '7',
      SAMOVAR_LOG: 'silent',
    });
    expect(config).toMatchObject({
      ok: true,
      value: {
        dataFolder: '/data',
        port: 0,
        host: '127.0.0.1',
        origins: ['https://talk.example.org', 'http://localhost:5173'],
        proxies: ['10.0.0.0/8', '::1'],
        windowMs: 7 * 86_400_000,
        logLevel: 'silent',
      },
    });
    expect(config.ok && Object.isFrozen(config.value)).toBe(true);
  });

  it.each([
    ['SAMOVAR_PORT', 'http'],
    ['SAMOVAR_PORT', '65536'],
    ['SAMOVAR_PORT', '-1'],
    ['SAMOVAR_PORT', '80.5'],
    ['SAMOVAR_HOST', 'http://here'],
    ['SAMOVAR_ORIGIN', 'talk.example.org'],
    ['SAMOVAR_ORIGIN', 'https://talk.example.org/'],
    ['SAMOVAR_ORIGIN', '*'],
    ['SAMOVAR_PROXY', 'everybody'],
    ['SAMOVAR_NAME', ' '],
    ['SAMOVAR_NAME', 'x'.repeat(61)],
    ['SAMOVAR_CONTACT', 'x'.repeat(201)],
    ['SAMOVAR_CONTACT', 'one line\nand another'],
    ['SAMOVAR_CONTACT', 'safety@\u202egro.elpmaxe'],
    ['SAMOVAR_WINDOW_MESSAGES', '0'],
    ['SAMOVAR_WINDOW_DAYS', '366'],
    ['SAMOVAR_CHATS_BEFORE_STARTING', '-1'],
    ['SAMOVAR_GUESTS_PER_HOUR', '0'],
    ['SAMOVAR_LOG', 'debug'],
  ])('%s=%s is refused by name, with what it is and what is allowed', (variable, value) => {
    const config = read({ [variable]: value });
    if (config.ok) throw new Error('it was accepted');
    expect(config.error.map((fault) => fault.variable)).toEqual([variable]);
    const [sentence] = config.error.map(describeFault);
    expect(sentence).toContain(variable);
    expect(sentence).toContain(`"${value}"`);
    expect(sentence).toMatch(/must be .{5,}\.$/);
  });

  it('tells all faults at once', () => {
    const config = read({ SAMOVAR_PORT: 'x', SAMOVAR_LOG: 'x' });
    expect(!config.ok && config.error.map((fault) => fault.variable)).toEqual(['SAMOVAR_PORT', 'SAMOVAR_LOG']);
  });
});

describe('the Node it needs', () => {
  it.each(['v24.15.0', 'v24.21.0', 'v25.0.0', 'v26.1.2'])('%s will do', (version) => {
    expect(nodeVersionProblem(version)).toBeNull();
  });

  it.each(['v20.19.0', 'v22.18.0', 'v24.14.9', 'v8.0.0'])('%s is told what to do', (version) => {
    expect(nodeVersionProblem(version)).toMatch(/npm run relay/);
  });
});

it('does not repeat a secret in a complaint about it', () => {
  const config = readConfig({ SAMOVAR_METRICS_TOKEN: 'too short' }, '/srv');
  const complaints = config.ok ? [] : config.error.map(describeFault);
  expect(complaints).toHaveLength(1);
  expect(complaints[0]).toMatch(/^SAMOVAR_METRICS_TOKEN .*16 to 200/);
  expect(complaints[0]).not.toContain('too short');
});
