import { useState } from 'react';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Track } from '#shared/people/roles.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { decide } from '#shared/policy/decide.ts';
import { useEngine } from '../../app/context.tsx';
import { Why } from '../../ui/Why.tsx';
import { FailureNotice } from '../account/FailureNotice.tsx';
import { inTongue } from '../team/in-tongue.ts';
import { ActDialog } from './ActDialog.tsx';
import { RoleDialog } from './RoleDialog.tsx';
import { RoleRow, type RoleAct } from './RoleRow.tsx';
import { TrackDialog } from './TrackDialog.tsx';
import { TrackHead } from './TrackHead.tsx';
import { useAsked } from './use-asked.ts';
import styles from './house.module.css';

type Asking = RoleAct | { readonly act: 'saveTrack' | 'removeTrack'; readonly track: Track | null };

/** Roles by track, from the highest down; who holds them; and giving, taking and changing them (F206, F209). */
export function RolesPart({ actor }: { actor: Actor }) {
  const { t, i18n } = useTranslation('house');
  const { house } = useEngine();
  const { answer, again } = useAsked(house.readRoles);
  const [asking, setAsking] = useState<Asking | null>(null);
  const done = (): void => {
    setAsking(null);
    void again();
  };
  if (answer === null) return null;
  if (!answer.ok) return <FailureNotice failure={answer.error} />;
  const { tracks, roles } = answer.value;
  const mayMake = decide(actor, { action: 'role.edit', fixed: false, before: null, after: 1, capabilities: [] });
  return (
    <section aria-label={t('part.roles')}>
      {mayMake.allowed ? (
        <div className={styles.acts}>
          <Button onClick={() => setAsking({ act: 'edit', role: null })}>{t('roles.make')}</Button>
          <Button variant="default" onClick={() => setAsking({ act: 'saveTrack', track: null })}>
            {t('tracks.make')}
          </Button>
        </div>
      ) : (
        <Why rule={mayMake.rule} question={t('why:of.makeRole')} />
      )}
      {tracks.map((track) => (
        <div key={track.id}>
          <TrackHead track={track} standing={roles.filter((role) => role.track === track.id)} actor={actor} ask={setAsking} />
          <ul className={styles.rows}>
            {roles
              .filter((role) => role.track === track.id)
              .toReversed()
              .map((role) => (
                <RoleRow key={role.id} role={role} actor={actor} ask={setAsking} />
              ))}
          </ul>
        </div>
      ))}
      {asking?.act === 'edit' && <RoleDialog role={asking.role} tracks={tracks} actor={actor} close={() => setAsking(null)} done={done} />}
      {asking?.act === 'saveTrack' && <TrackDialog track={asking.track} tracks={tracks} close={() => setAsking(null)} done={done} />}
      {asking?.act === 'removeTrack' && asking.track !== null && (
        <RemoveTrack track={asking.track} close={() => setAsking(null)} done={done} />
      )}
      {asking?.act === 'removeRole' && (
        <ActDialog
          title={t('roles.removeTitle', { role: inTongue(asking.role.names, i18n.language) })}
          text={<p>{t('roles.removeText')}</p>}
          confirm={t('roles.remove')}
          asksAgain
          act={({ reason, password }) => house.removeRole({ role: asking.role.id, reason, password })}
          close={() => setAsking(null)}
          done={done}
        />
      )}
      {(asking?.act === 'giveRole' || asking?.act === 'takeRole') && (
        <ActDialog
          title={t(`roles.${asking.act}Title`, { role: inTongue(asking.role.names, i18n.language), name: asking.act === 'takeRole' ? asking.name : '' })}
          named={asking.act === 'giveRole'}
          confirm={t(`roles.${asking.act}`)}
          asksAgain
          act={({ reason, name, password }) =>
            house.appoint(asking.act, { role: asking.role.id, name: asking.act === 'takeRole' ? asking.name : name, reason, password })
          }
          close={() => setAsking(null)}
          done={done}
        />
      )}
    </section>
  );
}

function RemoveTrack({ track, close, done }: { track: Track; close: () => void; done: () => void }) {
  const { t, i18n } = useTranslation('house');
  const { house } = useEngine();
  return (
    <ActDialog
      title={t('tracks.removeTitle', { track: inTongue(track.names, i18n.language) })}
      confirm={t('tracks.remove')}
      act={({ reason }) => house.removeTrack({ track: track.id, reason })}
      close={close}
      done={done}
    />
  );
}
