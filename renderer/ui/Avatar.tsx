import { useState } from 'react';
import { IconUser } from '@tabler/icons-react';
import { avatarColour, avatarLetters, avatarShape } from '#shared/people/avatar.ts';
import { FORGOTTEN_NAME, UNKNOWN_NAME } from '#shared/people/unknown.ts';
import type { AccountType } from '#shared/words.ts';
import { usePicture } from './pictures.tsx';
import styles from './ui.module.css';

/**
 * A person's picture (F018–F020, F026, F027, F041, F045): the shape tells the kind of account; within it stands the picture
 * that they chose, or, until it is here, the two letters and the colour that come from the name. Guests have these alone.
 * Decoration: the name always stands beside it, so readers of the screen are spared it.
 * `name: null` is somebody whose name is not shown yet (F015), as is somebody unknown (F164).
 */
export const Avatar = (props: { name: string | null; type: AccountType; size?: number }) => {
  const size = props.size ?? 40;
  const name = props.name === UNKNOWN_NAME || props.name === FORGOTTEN_NAME ? null : props.name;
  const picture = usePicture(props.type === 'guest' ? null : name);
  return (
    <span
      className={styles.avatar}
      data-shape={avatarShape(props.type)}
      style={{
        inlineSize: size,
        blockSize: size,
        fontSize: size * 0.4,
        background: name === null ? '#4a5568' : avatarColour(name),
      }}
      aria-hidden="true"
    >
      <Content key={picture} picture={picture} name={name} size={size} />
    </span>
  );
};

function Content({ picture, name, size }: { picture: string | null; name: string | null; size: number }) {
  const [unreadable, setUnreadable] = useState(false);
  if (picture !== null && !unreadable) return <img src={picture} alt="" draggable={false} onError={() => setUnreadable(true)} />;
  return name === null ? <IconUser size={size * 0.55} stroke={1.5} /> : avatarLetters(name);
}
