import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { powersOf, type Role, type Track } from '#shared/people/roles.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { decide } from '#shared/policy/decide.ts';
import { Why } from '../../ui/Why.tsx';
import { inTongue } from '../team/in-tongue.ts';
import styles from './house.module.css';

/** A ladder's name, and what one may do about the ladder itself (F209). */
export function TrackHead(props: {
  track: Track;
  /** The roles on it. */
  standing: readonly Role[];
  actor: Actor;
  ask: (asking: { act: 'saveTrack' | 'removeTrack'; track: Track }) => void;
}) {
  const { t, i18n } = useTranslation('house');
  const { track, standing, actor, ask } = props;
  const [isEmpty, rank] = [standing.length === 0, powersOf(standing).rank];
  const name = inTongue(track.names, i18n.language);
  const edit = decide(actor, { action: 'track.edit', rank, leaves: false });
  const remove = decide(actor, { action: 'track.edit', rank, leaves: !isEmpty });
  const label = (act: string): string => t('actOn', { act, name });
  return (
    <>
      <div className={styles.trackHead}>
        <h2 className={styles.track}>{name}</h2>
        {edit.allowed && (
          <Button size="compact-md" variant="subtle" aria-label={label(t('tracks.edit'))} onClick={() => ask({ act: 'saveTrack', track })}>
            {t('tracks.edit')}
          </Button>
        )}
        {remove.allowed && (
          <Button size="compact-md" variant="subtle" aria-label={label(t('tracks.remove'))} onClick={() => ask({ act: 'removeTrack', track })}>
            {t('tracks.remove')}
          </Button>
        )}
      </div>
      {!edit.allowed && edit.rule === 'P42-from-above' && <Why rule={edit.rule} question={t('why:of.editTrack', { track: name })} />}
      {edit.allowed && !remove.allowed && <Why rule={remove.rule} question={t('why:of.removeTrack', { track: name })} />}
      {isEmpty && <p className={styles.quiet}>{t('team:noRoles')}</p>}
    </>
  );
}
