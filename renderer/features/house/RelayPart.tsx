import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { RelayWatch } from '#shared/people/watching.ts';
import { useApp, useEngine } from '../../app/context.tsx';
import { formatLocale } from '../../i18n/locales.ts';
import { Notice } from '../../ui/Notice.tsx';
import { useNow } from '../../ui/now.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { useAsked } from './use-asked.ts';
import { worthALook } from './worth-a-look.ts';
import styles from './house.module.css';

const MIB = 1_048_576;
const GIB = 1_024 * MIB;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** How the relay does, in numbers that name nobody: first what is worth a look, with what to do, then everything. */
export function RelayPart() {
  const { t } = useTranslation('house');
  const { house } = useEngine();
  const { clock } = useApp();
  const { answer, again } = useAsked(house.watchRelay);
  const nowMs = useNow() ?? clock.nowMs();
  if (answer === null) return null;
  if (!answer.ok) return <FailureNotice failure={answer.error} />;
  const { value } = answer;
  const concerns = worthALook(value, nowMs);
  return (
    <section aria-label={t('part.relay')}>
      {concerns.length === 0 ? (
        <Notice kind="good" title={t('relay.nothing')} />
      ) : (
        concerns.map((concern) => <Notice key={concern} kind="note" title={t(`relay.look.${concern}.title`)} todo={t(`relay.look.${concern}.todo`)} />)
      )}
      <Figures value={value} nowMs={nowMs} />
      <Refusals refused={value.refused} />
      <Button variant="default" onClick={() => void again()}>
        {t('relay.again')}
      </Button>
    </section>
  );
}

function useNumbers() {
  const { i18n } = useTranslation('house');
  return new Intl.NumberFormat(formatLocale(i18n.language, navigator.languages), { maximumFractionDigits: 1 });
}

function Figures({ value, nowMs }: { value: RelayWatch; nowMs: number }) {
  const { t } = useTranslation('house');
  const number = useNumbers();
  const size = (bytes: number | null): string | null =>
    bytes === null ? null : bytes >= GIB ? t('relay.gib', { size: number.format(bytes / GIB) }) : t('relay.mib', { size: number.format(bytes / MIB) });
  const lasted = (ms: number): string =>
    ms < 2 * DAY_MS ? t('relay.hours', { hours: number.format(ms / HOUR_MS) }) : t('relay.days', { days: number.format(ms / DAY_MS) });
  const rows: readonly (readonly [string, string | null])[] = [
    ['status', t(value.status === 'ready' ? 'relay.ready' : `relay.state.${value.status}`)],
    ['storage', value.storage === 'writable' ? t('relay.writable') : value.storage],
    ['version', value.version],
    ['node', value.node === '' ? null : value.node],
    ['uptime', lasted(value.uptimeMs)],
    ['backup', value.backupAtMs === null ? t('relay.never') : t('relay.ago', { time: lasted(Math.max(0, nowMs - value.backupAtMs)) })],
    ['store', size(value.storeBytes)],
    ['log', size(value.logBytes)],
    ['free', size(value.freeBytes)],
    ['lostLog', t(value.lostLog ? 'relay.yes' : 'relay.no')],
    ['damaged', number.format(value.damagedDocuments)],
    ['failures', number.format(value.storageFailures)],
    ['sockets', number.format(value.sockets)],
    ['sessions', number.format(value.sessions)],
    ['documents', number.format(value.openDocuments)],
    ['waiting', number.format(value.waitingRequests)],
    ['chats', number.format(value.openChats)],
    ...value.accounts.map(({ type, count }) => [`accounts.${type}`, number.format(count)] as const),
  ];
  return (
    <dl className={styles.figures}>
      {rows.map(([key, shown]) =>
        shown === null ? null : (
          <div key={key}>
            <dt>{t(`relay.${key}`)}</dt>
            <dd>{shown}</dd>
          </div>
        ),
      )}
    </dl>
  );
}

/** By the code that was answered; docs/admins.md says which of them to look at. */
function Refusals({ refused }: Pick<RelayWatch, 'refused'>) {
  const { t } = useTranslation('house');
  const number = useNumbers();
  return (
    <>
      <h2 className={styles.track}>{t('relay.refused.title')}</h2>
      {refused.length === 0 ? (
        <p className={styles.quiet}>{t('relay.refused.none')}</p>
      ) : (
        <dl className={styles.figures}>
          {refused.map(({ what, code, count }) => (
            <div key={`${what} ${code}`}>
              <dt>
                {t(`relay.refused.${what}`)} <code>{code}</code>
              </dt>
              <dd>{number.format(count)}</dd>
            </div>
          ))}
        </dl>
      )}
    </>
  );
}
