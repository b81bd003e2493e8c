import type { ReactNode } from 'react';
import { Title } from '@mantine/core';
import { IconHandFinger } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Block } from '../content/library/schema.ts';
import styles from './blocks.module.css';

type TryBlock = Extract<Block, { kind: 'try' }>;

/**
 * Something of the library to read: guides and the reading activities of paths look the same. `order` is the heading
 * of things to try, one below the heading they stand under; `renderTryFoot` puts something at their foot (`nth` counts the
 * things to try alone, from 0, so that a paragraph more moves none of them).
 */
export function Blocks(props: {
  blocks: readonly Block[];
  order?: 2 | 3 | 4;
  renderTryFoot?: (nth: number, block: TryBlock) => ReactNode;
}) {
  let nth = -1;
  return props.blocks.map((block, at) => {
    // The texts of the library never move while they are read.
    const key = `${block.kind}-${at}`;
    if (block.kind === 'text') return <p key={key} className={styles.text}>{block.text}</p>;
    if (block.kind === 'list') {
      return (
        <ul key={key} className={styles.list}>
          {block.items.map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
      );
    }
    nth += 1;
    return (
      <Try key={key} block={block} order={props.order ?? 3}>
        {props.renderTryFoot?.(nth, block)}
      </Try>
    );
  });
}

/** Something to try at once, on ground of its own. */
function Try(props: { block: TryBlock; order: 2 | 3 | 4; children: ReactNode }) {
  const { t } = useTranslation('library');
  return (
    <div className={styles.try}>
      <p className={styles.tryLabel}>
        <IconHandFinger size={18} stroke={1.6} aria-hidden="true" /> {t('try')}
      </p>
      <Title order={props.order} size="h3">
        {props.block.title}
      </Title>
      <p className={styles.text}>{props.block.text}</p>
      {props.children}
    </div>
  );
}
