import { accordion } from './accordion.ts';
import { blog } from './blog.ts';
import { bootstrap } from './bootstrap.ts';
import { builder } from './builder.ts';
import { docs } from './docs.ts';
import { elements } from './elements.ts';
import { forum } from './forum.ts';
import { government } from './government.ts';
import { gutenberg } from './gutenberg.ts';
import { hashed } from './hashed.ts';
import { headless } from './headless.ts';
import { late } from './late.ts';
import { magazine } from './magazine.ts';
import { portal } from './portal.ts';
import { recipe } from './recipe.ts';
import { semantic } from './semantic.ts';
import { shop } from './shop.ts';
import { soup } from './soup.ts';
import { spans } from './spans.ts';
import { tables } from './tables.ts';
import type { Template } from './template.ts';
import { utility } from './utility.ts';
import { wiki } from './wiki.ts';

/** Each imitates a way in which sites are built. */
export const TEMPLATES: Record<string, Template> = {
  accordion,
  bootstrap,
  gutenberg,
  magazine,
  spans,
  blog,
  builder,
  docs,
  elements,
  forum,
  government,
  hashed,
  headless,
  late,
  portal,
  recipe,
  semantic,
  shop,
  soup,
  tables,
  utility,
  wiki,
};
