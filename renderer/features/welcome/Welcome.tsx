import { Button, Title } from '@mantine/core';
import { IconFeather, IconMessageHeart, IconTelescope } from '@tabler/icons-react';
import type { TablerIcon } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Link, useLocation } from 'wouter';
import { SamovarSign } from '../../app/Brand.tsx';
import { placesFor } from '../../app/features.ts';
import { useApp, useIdentity } from '../../app/context.tsx';
import { useTitle } from '../../ui/Page.tsx';
import { useCreateNote } from '../notes/use-create-note.ts';
import { TopicChips } from './TopicChips.tsx';
import styles from './welcome.module.css';

/** The first launch: what this is, in a few lines, and three ways to begin. No form, no question that must be answered. */
export function Welcome(props: { done: () => void }) {
  const { t } = useTranslation('welcome');
  useTitle(t('title'));
  const [, go] = useLocation();
  const create = useCreateNote();
  const identity = useIdentity();
  const talkExists = placesFor(useApp().features, identity).some((place) => place.path === '/talk');
  const signedIn = identity.at === 'account' && identity.actor.type !== 'guest';
  const leave = (then: () => void) => () => {
    props.done();
    then();
  };
  return (
    <div className={styles.welcome}>
      <span className={styles.sign}>
        <SamovarSign size={56} />
      </span>
      <Title order={1}>{t('title')}</Title>
      <p className={styles.lead}>{t('lead')}</p>
      <p className={styles.lead}>{t('promise')}</p>
      <div className={styles.ways}>
        <Way icon={IconFeather} name="note" onClick={leave(create)} />
        {talkExists && <Way icon={IconMessageHeart} name="talk" onClick={leave(() => go('/talk'))} />}
        <Way icon={IconTelescope} name="look" onClick={props.done} />
      </div>
      <TopicChips />
      <p className={styles.foot}>
        <Button component={Link} href="/about" variant="subtle" size="compact-md">
          {t('who')}
        </Button>
        {!signedIn && (
          <Button component={Link} href="/you/member" variant="subtle" size="compact-md">
            {t('member')}
          </Button>
        )}
        {!signedIn && (
          <Button component={Link} href="/you" variant="subtle" size="compact-md">
            {t('signIn')}
          </Button>
        )}
      </p>
    </div>
  );
}

function Way(props: { icon: TablerIcon; name: 'note' | 'talk' | 'look'; onClick: () => void }) {
  const { t } = useTranslation('welcome');
  const Icon = props.icon;
  return (
    <button type="button" className={styles.way} onClick={props.onClick}>
      <Icon size={28} stroke={1.4} aria-hidden="true" />
      <strong>{t(`ways.${props.name}.title`)}</strong>
      <span>{t(`ways.${props.name}.text`)}</span>
    </button>
  );
}
