import { Component, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { webPreferences } from '../../app/look.ts';
import { PREFERENCES } from '../../app/preferences.ts';
import { Section } from '../../ui/Page.tsx';
import { CallNumber, CallNumbers } from './CallNumbers.tsx';
import { countriesIn, countryToShow, type CountryNumbers } from './emergency.ts';
import styles from './help.module.css';

/**
 * Help now where the app itself is broken (RELIABILITY G6): the numbers and the first thing to do, right there. It asks for
 * no vault, no route and no part of the app, and should even this break, its words stay.
 */
export const HelpWithoutApp = () => (
  <Plain>
    <Numbers />
  </Plain>
);

/** What is left where nothing else works: words alone. */
class Plain extends Component<{ children: ReactNode }, { broken: boolean }> {
  override state = { broken: false };

  static getDerivedStateFromError(): { broken: boolean } {
    return { broken: true };
  }

  override render(): ReactNode {
    return <Frame>{this.state.broken ? null : this.props.children}</Frame>;
  }
}

function Frame(props: { children: ReactNode }) {
  const { t } = useTranslation('help');
  return (
    <Section title={t('title')} text={t('danger.text')}>
      {props.children}
      <p className={styles.callLabel}>{t('now.title')}</p>
      <ul className={styles.points}>
        <li>{t('now.points.one')}</li>
        <li>{t('now.points.two')}</li>
        <li>{t('now.points.four')}</li>
      </ul>
    </Section>
  );
}

function Numbers() {
  const { t, i18n } = useTranslation('help');
  const countries = countriesIn(i18n.language);
  const kept = webPreferences(() => window.localStorage).read(PREFERENCES.country);
  const likely = countryToShow(kept, navigator.languages);
  const here = countries.find(({ country }) => country === likely);
  return (
    <>
      {here !== undefined && <CallNumbers numbers={here} />}
      <details className={styles.all}>
        <summary>{t(here === undefined ? 'everyCountry' : 'otherCountries')}</summary>
        <ul>
          {countries.map((one) => (
            <Country key={one.country} one={one} />
          ))}
        </ul>
      </details>
    </>
  );
}

const Country = ({ one }: { one: CountryNumbers }) => (
  <li>
    {one.name}:{' '}
    {one.call.map((number, nth) => (
      <span key={number}>
        {nth > 0 && ' · '}
        <CallNumber number={number} />
      </span>
    ))}
  </li>
);
