import { useTranslation } from 'react-i18next';
import { KEEPING } from '#shared/limits.ts';
import type { AppealView, Restriction } from '#shared/people/keeping.ts';
import { useConnection, useEngine, useIdentity } from '../../app/context.tsx';
import { useDraft } from '../../app/use-draft.ts';
import type { Draft } from '../../engine/draft.ts';
import { Section } from '../../ui/Page.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { Why } from '../../ui/Why.tsx';
import { DraftForm } from './DraftForm.tsx';
import { restrictionOf, RULE_OF } from './restriction-of.ts';
import { Told } from './Told.tsx';
import { maySay, useOwnRestriction } from './use-own-restriction.ts';
import styles from './standing.module.css';

/** What stands against the account, with why; what the person says to it, and what was answered (F103, F104). */
export function OwnStanding() {
  const restriction = restrictionOf(useIdentity());
  return restriction === null ? null : <Standing restriction={restriction} />;
}

function Standing({ restriction }: { restriction: Restriction }) {
  const { t } = useTranslation('standing');
  const own = useOwnRestriction();
  return (
    <Section title={t(`${restriction}.title`)} text={t(`${restriction}.safe`)}>
      {own !== null && <Told own={own} heading="h3" />}
      <Why rule={RULE_OF[restriction]} />
      {own !== null && own.appeal !== null && <Said appeal={own.appeal} />}
      {maySay(own) && <SayOwnSide />}
    </Section>
  );
}

function Said({ appeal }: { appeal: AppealView }) {
  const { t } = useTranslation('standing');
  return (
    <>
      <h3 className={styles.head}>{t('said')}</h3>
      <p className={styles.quiet}>
        <TimeText atMs={appeal.atMs} />
      </p>
      <p className={styles.words} dir="auto">
        {appeal.text}
      </p>
      <h3 className={styles.head}>{t('answer')}</h3>
      {appeal.answer === null ? (
        <p>{t('waiting')}</p>
      ) : (
        <p className={styles.words} dir="auto">
          {appeal.answer}
        </p>
      )}
    </>
  );
}

function SayOwnSide() {
  const draft = useDraft('appeal/own');
  return draft === null ? null : <SayForm draft={draft} />;
}

function SayForm({ draft }: { draft: Draft }) {
  const { t } = useTranslation('standing');
  const { house } = useEngine();
  const { at } = useConnection();
  return (
    <DraftForm
      draft={draft}
      label={t('own')}
      hint={t('ownHint')}
      submit={t('send')}
      rows={4}
      maxLength={KEEPING.maxAppealLength}
      ready={at === 'online'}
      send={(text) => house.appeal(text)}
    />
  );
}
