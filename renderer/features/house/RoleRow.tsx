import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AccountId } from '#shared/ids.ts';
import type { RolesView } from '#shared/people/keeping.ts';
import { ADMIN_ROLE } from '#shared/people/roles.ts';
import type { Actor } from '#shared/policy/actor.ts';
import { decide } from '#shared/policy/decide.ts';
import { PersonName } from '../../ui/PersonName.tsx';
import { Why } from '../../ui/Why.tsx';
import { inTongue } from '../team/in-tongue.ts';
import styles from './house.module.css';

export type ShownRole = RolesView['roles'][number];
export type RoleAct =
  | { readonly act: 'giveRole'; readonly role: ShownRole }
  | { readonly act: 'takeRole'; readonly role: ShownRole; readonly name: string }
  | { readonly act: 'removeRole'; readonly role: ShownRole }
  | { readonly act: 'edit'; readonly role: ShownRole | null };

/** Somebody whom a dialog will name: not oneself, which the relay sees to as well (P43). */
const SOMEBODY = '' as AccountId;

/** A role: what it is for and may, who holds it, and what one may do about that; what one may not, says why (promise 4). */
export function RoleRow({ role, actor, ask }: { role: ShownRole; actor: Actor; ask: (asking: RoleAct) => void }) {
  const { t, i18n } = useTranslation('house');
  const name = inTongue(role.names, i18n.language);
  const give = decide(actor, { action: 'role.give', rank: role.rank, capabilities: role.capabilities, holder: { account: SOMEBODY, type: 'member', rank: 0 } });
  const { rank } = role;
  const edit = decide(actor, { action: 'role.edit', fixed: role.id === ADMIN_ROLE, before: rank, after: rank, capabilities: role.capabilities });
  return (
    <li className={styles.row}>
      <h3 className={styles.role}>{name}</h3>
      <p className={styles.quiet}>
        {inTongue(role.purposes, i18n.language)} {t('team:rank', { rank })}
      </p>
      <p className={styles.quiet}>
        {role.capabilities.length === 0 ? t('capability.none') : role.capabilities.map((one) => t(`capability.${one}`)).join(' · ')}
      </p>
      {role.holders.length > 0 && (
        <ul className={styles.holders}>
          {role.holders.map((holder) => (
            <Holder key={holder.name} holder={holder} role={role} actor={actor} take={() => ask({ act: 'takeRole', role, name: holder.name })} />
          ))}
        </ul>
      )}
      <div className={styles.acts}>
        {give.allowed && (
          <Button size="sm" variant="default" aria-label={t('actOn', { act: t('roles.giveRole'), name })} onClick={() => ask({ act: 'giveRole', role })}>
            {t('roles.giveRole')}
          </Button>
        )}
        {edit.allowed && (
          <Button size="sm" variant="subtle" aria-label={t('actOn', { act: t('roles.edit'), name })} onClick={() => ask({ act: 'edit', role })}>
            {t('roles.edit')}
          </Button>
        )}
        {edit.allowed && (
          <Button size="sm" variant="subtle" aria-label={t('actOn', { act: t('roles.remove'), name })} onClick={() => ask({ act: 'removeRole', role })}>
            {t('roles.remove')}
          </Button>
        )}
      </div>
      {!give.allowed && <Why rule={give.rule} question={t('why:of.giveRole', { role: name })} />}
      {!edit.allowed && <Why rule={edit.rule} question={t('why:of.editRole', { role: name })} />}
    </li>
  );
}

function Holder(props: { holder: ShownRole['holders'][number]; role: ShownRole; actor: Actor; take: () => void }) {
  const { t } = useTranslation('house');
  const { holder, role, actor } = props;
  const account = holder.self ? actor.account : SOMEBODY;
  const may = decide(actor, { action: 'role.take', rank: role.rank, holder: { account, type: holder.type, rank: holder.rank } });
  const label = t(holder.self ? 'roles.layDown' : 'roles.takeRole');
  return (
    <li>
      <PersonName name={holder.name} />
      {may.allowed && (
        <Button size="compact-sm" variant="subtle" aria-label={t('actOn', { act: label, name: holder.name })} onClick={props.take}>
          {label}
        </Button>
      )}
      {!may.allowed && <Why rule={may.rule} question={t(holder.self ? 'why:of.layDown' : 'why:of.takeRole', { name: holder.name })} />}
    </li>
  );
}
