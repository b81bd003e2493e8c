import { useMemo, useState } from 'react';
import { Button, Select } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useApp, useEngineIfOpen, useIdentity } from '../../app/context.tsx';
import { PREFERENCES } from '../../app/preferences.ts';
import { useShelf } from '../../content/library/use-shelf.ts';
import { formatLocale } from '../../i18n/locales.ts';
import { Page, Section } from '../../ui/Page.tsx';
import { Contact } from '../team/Contact.tsx';
import { CalmLink } from '../tools/CalmLink.tsx';
import { CallNumbers } from './CallNumbers.tsx';
import { countriesIn, countryToShow, emergencyContent, type CountryNumbers } from './emergency.ts';
import styles from './help.module.css';

/** One with the breath, and two for whom breath is part of the fear. */
const BESIDE = ['long-exhale', 'feet-on-the-floor', 'five-things'] as const;

/**
 * Help in a crisis: works offline, stands behind no question and no lock (RELIABILITY G6, F080). Modest on purpose: it
 * sends people to those who can come, and promises nothing in our name.
 */
export function HelpNow() {
  const { t } = useTranslation('help');
  const isOpen = useEngineIfOpen() !== null;
  return (
    <Page title={t('title')} lead={<p>{t('lead')}</p>}>
      <EmergencyNumbers />
      <Section title={t('now.title')}>
        <Points name="now" />
      </Section>
      <Beside />
      <Section title={t('other.title')} text={t('other.text')}>
        <Points name="other" />
      </Section>
      {isOpen && <ForListeners />}
      <Section title={t('samovar.title')} text={t('samovar.text')} />
      <Provenance />
    </Page>
  );
}

/** Whoever listens has shown somebody this page: what is left for them to do, and whom to tell. Not before the lock. */
function ForListeners() {
  const { t } = useTranslation('help');
  const identity = useIdentity();
  const listens = identity.at === 'account' && ['listener', 'therapist'].includes(identity.me.type);
  if (!listens) return null;
  return (
    <Section title={t('listeners.title')} text={t('listeners.text')}>
      <Contact />
    </Section>
  );
}

/** What the body can do meanwhile; Escape leads back to these numbers. */
function Beside() {
  const { t } = useTranslation('tools');
  const tools = useShelf('tools');
  return (
    <Section title={t('beside.title')} text={t('beside.text')}>
      <div className={styles.beside}>
        {BESIDE.map((id) => (
          <Button key={id} component={CalmLink} href={`/calm/${id}`} variant="light">
            {tools?.find((tool) => tool.id === id)?.title ?? '…'}
          </Button>
        ))}
        <Button component={CalmLink} variant="default">
          {t('place')}
        </Button>
      </div>
    </Section>
  );
}

function Points(props: { name: 'now' | 'other' }) {
  const { t } = useTranslation('help');
  const points = ['one', 'two', 'three', 'four'] as const;
  return (
    <ul className={styles.points}>
      {points.map((point) => (
        <li key={point}>{t(`${props.name}.points.${point}`)}</li>
      ))}
    </ul>
  );
}

function EmergencyNumbers() {
  const { t, i18n } = useTranslation('help');
  const countries = useMemo(() => countriesIn(i18n.language), [i18n.language]);
  const { preferences } = useApp();
  const [country, setCountry] = useState(() => countryToShow(preferences.read(PREFERENCES.country), navigator.languages));
  const choose = (chosen: string | null): void => {
    setCountry(chosen);
    if (chosen !== null) preferences.write(PREFERENCES.country, chosen);
  };
  const shown = countries.find((one) => one.country === country);
  return (
    <Section title={t('danger.title')} text={t('danger.text')}>
      <Select
        label={t('country')}
        placeholder={t('countryPlaceholder')}
        data={countries.map(({ country: value, name }) => ({ value, label: name }))}
        value={country}
        onChange={choose}
        description={t('countryKept')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        searchable
        allowDeselect={false}
        nothingFoundMessage={t('countryMissing')}
        maxDropdownHeight={280}
        limit={260}
      />
      <div aria-live="polite">{shown !== undefined && <Numbers numbers={shown} />}</div>
    </Section>
  );
}

function Numbers({ numbers }: { numbers: CountryNumbers }) {
  const { t, i18n } = useTranslation('help');
  const either = new Intl.ListFormat(i18n.language, { type: 'disjunction' });
  return (
    <>
      <CallNumbers numbers={numbers} />
      {numbers.also.length > 0 && (
        <p className={styles.also}>{t('also', { numbers: either.format(numbers.also) })}</p>
      )}
      <p className={styles.also}>{t('service')}</p>
    </>
  );
}

function Provenance() {
  const { t, i18n } = useTranslation('help');
  const { source, licence, reviewed } = emergencyContent();
  const date = new Intl.DateTimeFormat(formatLocale(i18n.language, navigator.languages), { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(reviewed));
  return (
    <p className={styles.provenance}>
      {t('reviewed', { date })} {t('source', { source, licence })}
    </p>
  );
}
