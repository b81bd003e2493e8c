import { useTranslation } from 'react-i18next';
import { useConnection, useIdentity } from '../../app/context.tsx';
import { EmptyState } from '../../ui/EmptyState.tsx';
import { Page } from '../../ui/Page.tsx';
import { Tabs } from '../../ui/Tabs.tsx';
import { Why } from '../../ui/Why.tsx';
import { AgesPart } from './AgesPart.tsx';
import { AgreementsPart } from './AgreementsPart.tsx';
import { ApplicationsPart } from './ApplicationsPart.tsx';
import { AuditPart } from './AuditPart.tsx';
import { maySee, PARTS, type Part } from './parts.ts';
import { RelayPart } from './RelayPart.tsx';
import { RestrictionsPart } from './RestrictionsPart.tsx';
import { RolesPart } from './RolesPart.tsx';
import { TherapistsPart } from './TherapistsPart.tsx';
import styles from './house.module.css';

const SCREENS = {
  restrictions: RestrictionsPart, applications: ApplicationsPart, therapists: TherapistsPart, ages: AgesPart, roles: RolesPart, agreements: AgreementsPart, audit: AuditPart, relay: RelayPart,
};

/** "Keeping the house": what this person's roles carry, one part at a time; for each part that is missing, why. */
export function House(props: { params: Readonly<Record<string, string | undefined>> }) {
  const { t } = useTranslation('house');
  const identity = useIdentity();
  const { at } = useConnection();
  const actor = identity.at === 'account' ? identity.actor : null;
  const open = actor === null ? [] : PARTS.filter((part) => maySee(actor, part).allowed);
  const part = open.find((one) => one === props.params['part']) ?? open[0];
  if (actor === null || part === undefined) {
    return (
      <Page title={t('title')}>
        <EmptyState text={t('closed')} />
        <Why rule="P41-needs-role" />
      </Page>
    );
  }
  const Screen = SCREENS[part];
  return (
    <Page title={t('title')} lead={<p>{t('lead')}</p>} wide>
      <Tabs label={t('parts')} here={`/house/${part}`} tabs={open.map((one) => ({ path: `/house/${one}`, label: t(`part.${one}`) }))} />
      {at === 'online' || at === 'connecting' ? <Screen actor={actor} /> : <p>{t('offline')}</p>}
      <Missing parts={PARTS.filter((one) => !open.includes(one))} />
    </Page>
  );
}

function Missing({ parts }: { parts: readonly Part[] }) {
  const { t } = useTranslation('house');
  if (parts.length === 0) return null;
  return (
    <footer className={styles.missing}>
      <p>{t('missing', { parts: parts.map((part) => t(`part.${part}`)).join(', ') })}</p>
      <Why rule="P41-needs-role" />
    </footer>
  );
}
