import { Anchor, Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'wouter';
import type { ProfileView } from '#shared/people/profile.ts';
import { decide } from '#shared/policy/decide.ts';
import { useIdentity } from '../../app/context.tsx';
import { formatLocale } from '../../i18n/locales.ts';
import { Avatar } from '../../ui/Avatar.tsx';
import { languageName } from '../talk/languages.ts';
import { licencePlace } from '../therapists/licence-place.ts';
import { inTongue } from '../team/in-tongue.ts';
import { StartActs } from '../starts/StartActs.tsx';
import { isClearedForMe } from './cleared.ts';
import { PresenceLine } from './PresenceLine.tsx';
import styles from './profile.module.css';

/** What a profile says: who, whether here, in their own words, about what and in which languages (F023, F029, F039). */
export function ProfileBlocks({ view, stale }: { view: ProfileView; stale: boolean }) {
  const { t, i18n } = useTranslation(['people', 'topics', 'account']);
  const { listener, therapist, topics, languages } = view;
  const presence = listener?.presence ?? therapist?.presence ?? null;
  const hears = listener?.hears ?? therapist?.hears ?? [];
  const identity = useIdentity();
  const cleared = isClearedForMe(hears, identity.at === 'local' ? null : identity.actor);
  const locale = formatLocale(i18n.language, navigator.languages);
  const since = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(Date.parse(`${view.sinceMonth}-01`));
  return (
    <>
      <div className={styles.card}>
        <Avatar name={view.name} type={view.type} size={72} />
        <div>
          {therapist !== undefined && (
            <p>
              <strong>
                <bdi>{therapist.legalName}</bdi>
              </strong>
            </p>
          )}
          <p>
            {t(`account:types.${view.type}`)} · {t('since', { month: since })}
          </p>
          {view.titles !== undefined && view.titles.length > 0 && (
            <p>
              <Anchor component={Link} href="/team" display="inline-block">
                {view.titles.map((title) => inTongue(title, i18n.language)).join(' · ')}
              </Anchor>
            </p>
          )}
          {cleared && <p>{t('clearedAdult')}</p>}
          {presence !== null && <PresenceLine presence={presence} stale={stale} />}
        </div>
      </div>
      {presence?.onBreak?.note && (
        <p className={styles.note} dir="auto">
          {presence.onBreak.note}
        </p>
      )}
      <p className={styles.bio} dir="auto">
        {view.bio === '' ? <span className={styles.quiet}>{t('noBio')}</span> : view.bio}
      </p>
      <dl className={styles.facts}>
        {therapist !== undefined && <Fact term={t('licensedIn')} text={licencePlace(therapist, i18n.language)} />}
        {topics.length > 0 && <Fact term={t('topicsOf')} text={topics.map((topic) => t(`topics:${topic}`)).join(' · ')} />}
        {languages.length > 0 && <Fact term={t('languagesOf')} text={languages.map((tag) => languageName(tag, i18n.language)).join(' · ')} />}
        {hears.length > 0 && (
          <Fact term={t('hearsOf')} text={[...hears.map((group) => t(`hears.${group}`)), ...(listener?.over35 === true ? [t('over35Is')] : [])].join(' · ')} />
        )}
      </dl>
      <Acts view={view} stale={stale} />
    </>
  );
}

const Fact = (props: { term: string; text: string }) => (
  <>
    <dt>{props.term}</dt>
    <dd>{props.text}</dd>
  </>
);

/** What one may do here: a chat with them, by the rule book, or with whoever is free. */
function Acts({ view, stale }: { view: ProfileView; stale: boolean }) {
  const { t } = useTranslation('people');
  const identity = useIdentity();
  const ask = identity.at === 'local' ? null : decide(identity.actor, { action: 'request.create', waiting: 0 });
  // Who has not passed the gate yet is asked there, at the first request (F082).
  const may = view.type === 'listener' && (ask === null || ask.allowed || ask.rule === 'P3-consent');
  return (
    <>
      <StartActs view={view} stale={stale} />
      {may && (
        <div className={styles.acts}>
          <Button component={Link} href="/talk" variant="default">
            {t('ask.go')}
          </Button>
          <span className={styles.quiet}>{t('ask.text')}</span>
        </div>
      )}
    </>
  );
}
