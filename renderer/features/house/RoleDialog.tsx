import { useState } from 'react';
import { Checkbox, NativeSelect, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ROLE } from '#shared/limits.ts';
import type { RolesView } from '#shared/people/keeping.ts';
import type { Role } from '#shared/people/roles.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { decide } from '#shared/policy/decide.ts';
import { CAPABILITIES, type Capability } from '#shared/policy/standing.ts';
import { useEngine } from '../../app/context.tsx';
import { Why } from '../../ui/Why.tsx';
import { inTongue } from '../team/in-tongue.ts';
import { ActDialog } from './ActDialog.tsx';
import styles from './house.module.css';

const NOTHING = { en: '', es: '' };

/** Without who holds it. */
const roleOf = ({ id, track, rank, names, teenNames, purposes, capabilities }: Role): Role =>
  ({ id, track, rank, names, teenNames, purposes, capabilities });

/** A role's key, from its English name; an existing one keeps its own. */
export const keyFrom = (name: string): string =>
  name.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase().replaceAll(/[^a-z0-9]+/g, '-').replace(/^[-0-9]+/, '').replace(/-$/, '').slice(0, 40);

/** Makes a role or changes one: names in both languages, its place on a ladder, and what it may, as far as one may oneself (P44). */
export function RoleDialog(props: { role: RolesView['roles'][number] | null; tracks: RolesView['tracks']; actor: Actor; close: () => void; done: () => void }) {
  const { t, i18n } = useTranslation('house');
  const { house } = useEngine();
  const { role: before, tracks, actor } = props;
  const [role, setRole] = useState<Role>(() =>
    before === null
      ? { id: '', track: tracks[0]?.id ?? '', rank: 1, names: NOTHING, teenNames: null, purposes: NOTHING, capabilities: [] }
      : roleOf(before),
  );
  const [teens, setTeens] = useState(before?.teenNames ?? NOTHING);
  const isOfTeens = teens.en.trim() !== '' || teens.es.trim() !== '';
  const whole: Role = { ...role, id: before?.id ?? keyFrom(role.names.en), teenNames: isOfTeens ? teens : null };
  const change = (more: Partial<Role>): void => setRole({ ...role, ...more });
  const text = (field: 'names' | 'purposes', language: 'en' | 'es') => (
    <TextInput
      label={t(`roles.${field}.${language}`)}
      lang={language}
      data-autofocus={(field === 'names' && language === 'en') || undefined}
      autoComplete="off"
      required
      maxLength={field === 'names' ? ROLE.maxNameLength : ROLE.maxPurposeLength}
      value={role[field][language]}
      onChange={(event) => change({ [field]: { ...role[field], [language]: event.currentTarget.value } })}
    />
  );
  /** F207: without one in both languages a teen is called like everybody else who holds it. */
  const ofTeens = (language: 'en' | 'es') => (
    <TextInput
      label={t(`roles.teenNames.${language}`)}
      lang={language}
      autoComplete="off"
      maxLength={ROLE.maxNameLength}
      value={teens[language]}
      onChange={(event) => setTeens({ ...teens, [language]: event.currentTarget.value })}
    />
  );
  const mayCarry = (capability: Capability) => decide(actor, { action: 'role.edit', fixed: false, before: null, after: ROLE.minRank, capabilities: [capability] });
  const lacking = CAPABILITIES.map(mayCarry).find(({ allowed }) => !allowed);
  const ranks = Array.from({ length: Math.max(0, actor.standing.rank - ROLE.minRank) }, (_, index) => String(ROLE.minRank + index));
  return (
    <ActDialog
      title={before === null ? t('roles.make') : t('roles.editTitle', { role: inTongue(before.names, i18n.language) })}
      confirm={t('roles.save')}
      complete={!isOfTeens || (teens.en.trim() !== '' && teens.es.trim() !== '')}
      asksAgain
      act={({ reason, password }) => house.saveRole({ role: whole, reason, password })}
      close={props.close}
      done={props.done}
    >
      {text('names', 'en')}
      {text('names', 'es')}
      {ofTeens('en')}
      {ofTeens('es')}
      {text('purposes', 'en')}
      {text('purposes', 'es')}
      <NativeSelect
        label={t('roles.track')}
        data={tracks.map(({ id, names }) => ({ value: id, label: inTongue(names, i18n.language) }))}
        value={role.track}
        onChange={(event) => change({ track: event.currentTarget.value })}
      />
      <NativeSelect label={t('roles.rank')} data={ranks} value={String(role.rank)} onChange={(event) => change({ rank: Number(event.currentTarget.value) })} />
      <fieldset className={styles.choices}>
        <legend>{t('roles.may')}</legend>
        {CAPABILITIES.map((capability) => (
          <Checkbox
            key={capability}
            label={t(`capability.${capability}`)}
            disabled={!mayCarry(capability).allowed}
            checked={role.capabilities.includes(capability)}
            onChange={(event) =>
              change({ capabilities: CAPABILITIES.filter((one) => (one === capability ? event.currentTarget.checked : role.capabilities.includes(one))) })
            }
          />
        ))}
      </fieldset>
      {lacking?.allowed === false && <Why rule={lacking.rule} question={t('why:of.rolePowers')} />}
    </ActDialog>
  );
}
