import { useMemo, useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useLocation } from 'wouter';
import { useApp, useVault } from '../../app/context.tsx';
import { useCollection } from '../../app/use-collection.ts';
import { formatLocale } from '../../i18n/locales.ts';
import { Section } from '../../ui/Page.tsx';
import { NamePlace } from './NamePlace.tsx';
import { PLACE_NAMES, placeName } from './place-names.ts';
import type { Place } from './place-signs.ts';
import { PlaceSign } from './PlaceSign.tsx';
import { usePlaces } from './use-places.ts';
import styles from './account.module.css';

/**
 * The places of this device: one press leads into another, which asks for its passphrase only where it has one (F037,
 * F038). Each has its own account, session and vault; nothing here says to whom they belong.
 */
export function OtherPlaces() {
  const { t } = useTranslation('account');
  const { opening } = useApp();
  const [, go] = useLocation();
  const { profile: here } = useVault();
  const places = usePlaces();
  const own = places.find(({ profile }) => profile.id === here.id);
  const others = places.filter((place) => place !== own);
  // What was on screen belongs to this place: the other begins at its own home.
  const leave = (step: () => Promise<boolean>): void => {
    void step().then((left) => left && go('/', { replace: true }));
  };
  return (
    <Section title={t('places.title')} text={t(others.length === 0 ? 'places.alone' : 'places.text')}>
      {others.length > 0 && (
        <ul className={styles.rows}>
          {others.map((place) => (
            <OtherPlace key={place.profile.id} place={place} enter={() => leave(() => opening.switchTo(place.profile.id))} />
          ))}
        </ul>
      )}
      {own !== undefined && others.length > 0 && (
        <p className={styles.small}>
          {t('places.own')} <PlaceSign sign={own.sign} />
        </p>
      )}
      <Button variant="default" mt="sm" onClick={() => leave(() => opening.createAnother())}>
        {t('places.new')}
      </Button>
    </Section>
  );
}

/** The shelf knows days, and those of UTC: an hour would be made up. */
const sayDay = (atMs: number, language: string): string =>
  new Intl.DateTimeFormat(formatLocale(language, navigator.languages), { dateStyle: 'medium', timeZone: 'UTC' }).format(atMs);

function OtherPlace(props: { place: Place; enter: () => void }) {
  const { t, i18n } = useTranslation('account');
  const vault = useVault();
  const { profile, sign } = props.place;
  const names = useMemo(() => vault.collection(PLACE_NAMES, placeName), [vault]);
  const name = useCollection(names)?.find(({ id }) => id === profile.id)?.value.name;
  const [naming, setNaming] = useState(false);
  const shown = name ?? t(`signs.${sign}`);
  return (
    <li>
      <div>
        <p>
          <PlaceSign sign={sign} name={name} />
        </p>
        <p className={styles.small}>
          {t('places.opened')} {sayDay(profile.openedAtMs, i18n.language)}
          {profile.protection === 'passphrase' && <> · {t('places.locked')}</>}
        </p>
      </div>
      <div className={styles.acts}>
        <Button size="sm" variant="subtle" aria-expanded={naming} onClick={() => setNaming(!naming)} aria-label={t('places.nameOf', { place: shown })}>
          {t('places.name')}
        </Button>
        <Button size="sm" variant="default" onClick={props.enter} aria-label={t('places.switchTo', { place: shown })}>
          {t('places.switch')}
        </Button>
      </div>
      {naming && <NamePlace place={profile.id} name={name ?? ''} names={names} close={() => setNaming(false)} />}
    </li>
  );
}
