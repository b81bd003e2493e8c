import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useEngine } from '../../app/context.tsx';
import { formatLocale } from '../../i18n/locales.ts';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { useAsked } from './use-asked.ts';
import styles from './house.module.css';

const MIB = 1_048_576;
const HOUR_MS = 3_600_000;

/** How the relay does, in numbers that name nobody. */
export function RelayPart() {
  const { t, i18n } = useTranslation('house');
  const { house } = useEngine();
  const { answer, again } = useAsked(house.watchRelay);
  if (answer === null) return null;
  if (!answer.ok) return <FailureNotice failure={answer.error} />;
  const { value } = answer;
  const number = new Intl.NumberFormat(formatLocale(i18n.language, navigator.languages), { maximumFractionDigits: 1 });
  const rows: [string, string][] = [
    ['status', value.status === 'ready' ? t('relay.ready') : `${value.status} (${value.storage})`],
    ['version', value.version],
    ['uptime', t('relay.hours', { hours: number.format(value.uptimeMs / HOUR_MS) })],
    ['sockets', number.format(value.sockets)],
    ['documents', number.format(value.openDocuments)],
    ['waiting', number.format(value.waitingRequests)],
    ['chats', number.format(value.openChats)],
    ...(value.storeBytes === null ? [] : [['store', t('relay.mib', { size: number.format(value.storeBytes / MIB) })] as [string, string]]),
  ];
  return (
    <section aria-label={t('part.relay')}>
      <dl className={styles.figures}>
        {rows.map(([key, shown]) => (
          <div key={key}>
            <dt>{t(`relay.${key}`)}</dt>
            <dd>{shown}</dd>
          </div>
        ))}
        {value.accounts.map(({ type, count }) => (
          <div key={type}>
            <dt>{t(`relay.accounts.${type}`)}</dt>
            <dd>{number.format(count)}</dd>
          </div>
        ))}
      </dl>
      <Button variant="default" onClick={() => void again()}>
        {t('relay.again')}
      </Button>
    </section>
  );
}
