// Answers queries from the index files below /search/. It is the same, step by step, as
// src/search/engine/ behind `casebook search`; a test holds their answers to each other. Whoever changes
// one changes both. Formats are told in src/search/. It touches no page: `load` brings files by name.
/* exported casebookSearch */
const casebookSearch = (() => {
  const NAME = 10;
  const LEVELS = 10;
  const RESULTS = 10;

  // Analysis, as in src/search/analysis/.
  const L = '[\\p{Alphabetic}\\p{N}\\p{M}]';
  const TWO = '\\u1100-\\u11ff\\u2e80-\\u2fdf\\u3005-\\u3007\\u3040-\\u30ff\\u3130-\\u318f\\u31f0-\\u31ff\\u3400-\\u4dbf' +
    '\\u4e00-\\u9fff\\uac00-\\ud7af\\uf900-\\ufaff\\uff66-\\uff9f\\u{20000}-\\u{3ffff}';
  const THREE = '\\u0e00-\\u0eff\\u1000-\\u109f\\u1780-\\u17ff';
  const RUN = new RegExp(
    `(?:(?=${L})[${THREE}])+|(?:(?=${L})[${TWO}])+|(?:(?![${TWO}${THREE}])${L}|[\\u00ad\\u200c\\u200d])+`, 'gu');
  const IS_THREE = new RegExp(`^[${THREE}]`, 'u');
  const IS_TWO = new RegExp(`^[${TWO}]`, 'u');
  const DROPPED = /[ \u0300-\u036f\u0591-\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06ed\u00ad\u200c\u200d\ufe00-\ufe0f]/g;
  const SPELT = {
    æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ħ: 'h', ı: 'i', ŋ: 'n', ß: 'ss', þ: 'th', ς: 'σ',
    ٱ: 'ا', ى: 'ي', ی: 'ي', ة: 'ه', ہ: 'ه', ھ: 'ه', ک: 'ك',
  };
  const SPELT_ANY = new RegExp(`[${Object.keys(SPELT).join('')}]`, 'g');
  const DIGIT = /[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f\u09e6-\u09ef\u0e50-\u0e59]/g;
  const ZEROS = [0x660, 0x6f0, 0x966, 0x9e6, 0xe50];

  function fold(word) {
    // eslint-disable-next-line no-control-regex
    if (/^[\x00-\x7f]*$/.test(word)) return word.toLowerCase();
    return word.normalize('NFKD').replace(DROPPED, '').toLowerCase()
      .replace(SPELT_ANY, (letter) => SPELT[letter])
      .replace(DIGIT, (digit) => digit.charCodeAt() - ZEROS.findLast((zero) => zero <= digit.charCodeAt()))
      .normalize('NFC');
  }

  /** Tells `take` of each word and gram: its form, where the run begins that it is in, and whether it is a gram. */
  function pieces(text, take) {
    for (const { 0: run, index } of text.matchAll(RUN)) {
      const size = IS_THREE.test(run) ? 3 : IS_TWO.test(run) ? 2 : 0;
      if (!size) {
        take(fold(run), index, false, run.length);
        continue;
      }
      const letters = [...fold(run)];
      for (let at = 0; at < Math.max(1, letters.length + 1 - size); at += 1) {
        take(letters.slice(at, at + size).join(''), index, true);
      }
    }
  }

  const letters = (form) => [...form].length;

  // Queries, as in engine/query.rs.
  const QUOTE = /["“”„«»「」]/;
  // What Rust takes for a space; \s has one more and one less.
  const SPACES = /^\p{White_Space}+/u;
  const END = /[\p{White_Space}"“”„«»「」]/u;

  function parse(text) {
    const query = { terms: [], phrases: [], without: [] };
    let rest = text;
    for (;;) {
      rest = rest.replace(SPACES, '');
      const without = /^-[^ -]/.test(rest);
      if (without) rest = rest.slice(1);
      if (!rest) return query;
      const quoted = QUOTE.test(rest[0]);
      let token;
      let open = false;
      if (quoted) {
        const inside = rest.slice(1);
        const end = inside.search(QUOTE);
        token = end < 0 ? inside : inside.slice(0, end);
        rest = end < 0 ? '' : inside.slice(end + 1);
      } else {
        const end = rest.search(END);
        open = end < 0;
        token = open ? rest : rest.slice(0, end);
        rest = open ? '' : rest.slice(end);
      }
      const terms = termsOf(token, quoted);
      if (!terms.length) continue;
      const forms = terms.map(({ form }) => form);
      if (without) {
        query.without.push(forms);
        continue;
      }
      if (quoted && terms.length > 1) query.phrases.push(forms);
      // Behind a full stop or the like the word is over.
      terms.at(-1).open = open && /[\p{Alphabetic}\p{N}]$|[^\x00-\x7f]$/u.test(token);
      for (const term of terms) query.terms.push({ ...term, place: query.terms.length });
    }
  }

  function termsOf(token, quoted) {
    const terms = [];
    // Words with one hyphen or low line between them are a compound.
    let compound = [];
    let end = -1;
    const close = () => {
      if (compound.length > 1 && compound.length <= 4) {
        const joined = compound.map(({ form }) => form).join('').replace(/[^\p{Alphabetic}\p{N}]/gu, '');
        for (const term of compound) term.joined = joined;
      }
      compound = [];
    };
    pieces(token, (form, at, gram, length) => {
      const term = { form, gram, quoted, open: false };
      terms.push(term);
      const joins = !gram && at === end + 1 && /[-_\u2010\u2011]/.test(token[end]);
      if (!joins) close();
      if (gram) end = -1;
      else {
        compound.push(term);
        end = at + length;
      }
    });
    close();
    return terms;
  }

  // Files, as in code.rs, posting.rs and engine/dictionary.rs.
  const sign = (text, at) => {
    const code = text.charCodeAt(at);
    return code - 35 - (code > 92 ? 1 : 0);
  };

  /** Reads numbers from a text of signs. */
  class Numbers {
    constructor(text) {
      this.text = text;
      this.at = 0;
    }

    more() {
      return this.at < this.text.length;
    }

    one() {
      return sign(this.text, this.at++);
    }

    number() {
      const first = this.one();
      if (first < 57) return first;
      if (first < 90) return 57 + (first - 57) * 91 + this.one();
      return 3060 + (this.one() * 91 + this.one()) * 91 + this.one();
    }

    take(length) {
      return this.text.slice(this.at, this.at += length);
    }
  }

  /** For each document its number, the level, and the parts. */
  function postings(text) {
    const numbers = new Numbers(text);
    // Each takes two signs or more.
    const list = new Uint32Array(text.length / 2 * 3);
    let size = 0;
    for (let after = 0; numbers.more(); size += 3) {
      const document = after + numbers.number();
      after = document + 1;
      const level = numbers.one();
      const kind = level % 3;
      list[size] = document;
      list[size + 1] = (level - kind) / 3;
      list[size + 2] = kind === 0 ? 1 : kind === 1 ? 2 << numbers.number() : numbers.number();
    }
    return list.slice(0, size);
  }

  /** For each place the document, the section, and the length. */
  function places(text) {
    const numbers = new Numbers(text);
    const list = [];
    for (let document = 0; numbers.more();) {
      document += numbers.number();
      list.push(document, numbers.number(), numbers.number());
    }
    return list;
  }

  /** The documents of a value of a facet. */
  function documents(text) {
    const numbers = new Numbers(text);
    const list = [];
    for (let after = 0; numbers.more(); after = list.at(-1) + 1) list.push(after + numbers.number());
    return list;
  }

  function table([starts, names]) {
    const list = starts.split(' ');
    const find = (form) => {
      let low = 0;
      let high = list.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (list[middle] <= form) low = middle + 1;
        else high = middle;
      }
      return Math.max(0, low - 1);
    };
    return { find, name: (number) => names.slice(number * NAME, (number + 1) * NAME) };
  }

  function shard(text) {
    const lines = new Map();
    let before = '';
    for (const line of text.split('\n')) {
      if (!line) continue;
      const [head, ...fields] = line.split('!');
      const form = before.slice(0, sign(head, 0)) + head.slice(2);
      const groups = fields.map((field, place) => {
        if (field[0] !== ' ') return { key: `${form} ${place}`, codes: field };
        const home = form.slice(0, sign(field, 1)) + field.slice(2, -1);
        return { key: `${home} ${sign(field, field.length - 1)}` };
      });
      lines.set(form, { form, common: sign(head, 1), groups });
      before = form;
    }
    return lines;
  }

  // Spelling, as in engine/spelling.rs.
  function distance(a, b, most) {
    if (Math.abs(a.length - b.length) > most) return most + 1;
    let before = [];
    let last = Array.from({ length: b.length + 1 }, (_, at) => at);
    for (let i = 1; i <= a.length; i += 1) {
      const row = [i];
      for (let j = 1; j <= b.length; j += 1) {
        row[j] = Math.min(last[j - 1] + (a[i - 1] === b[j - 1] ? 0 : 1), last[j] + 1, row[j - 1] + 1);
        if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
          row[j] = Math.min(row[j], before[j - 2] + 1);
        }
      }
      if (Math.min(...row) > most) return most + 1;
      before = last;
      last = row;
    }
    return last[b.length];
  }

  /** The words nearest to a form: `lines` has pairs of a form and how common it is. */
  function nearest(form, lines) {
    const typed = [...form];
    if (typed.length < 4) return [];
    const most = typed.length < 6 ? 1 : 2;
    let near = new Map();
    for (const [other, common] of lines) {
      if (near.has(other)) continue;
      const far = distance(typed, [...other], most);
      if (far <= most) near.set(other, { form: other, far, common });
    }
    near = [...near.values()];
    const best = Math.min(...near.map(({ far }) => far));
    return near.filter(({ far }) => far === best)
      .sort((a, b) => b.common - a.common || (a.form < b.form ? -1 : 1)).slice(0, 3);
  }

  /** The forms that share most of the beginning and differ in no more than an ending. */
  function related(form, forms) {
    const typed = [...form];
    let most = 0;
    let list = [];
    for (const other of forms) {
      const letters = [...other];
      let shared = 0;
      while (shared < typed.length && typed[shared] === letters[shared]) shared += 1;
      const longer = Math.max(typed.length, letters.length);
      if (shared < 4 || shared * 5 < typed.length * 3 || longer - shared > 4 || shared < most) continue;
      if (shared > most) [most, list] = [shared, []];
      list.push(other);
    }
    return list;
  }

  /** An Arabic word without its article. */
  function withoutArticle(form) {
    const rest = form.replace(/^لل|^[وبكف]?ال/, '');
    return rest !== form && letters(rest) > 2 ? rest : undefined;
  }

  // Ranking, as in engine/rank.rs.
  const weigh = (form) => Math.min(4, letters(form));

  /** Where a document begins in a list that has three numbers for each. */
  function placeOf(document, list) {
    let low = 0;
    let high = list.length / 3;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (list[middle * 3] < document) low = middle + 1;
      else high = middle;
    }
    return low * 3;
  }

  /** The documents from `first` to `end` that fit, and what there is to know of each. */
  function rank(matches, first, end) {
    const size = end - first;
    const count = matches.length;
    const strengths = new Float64Array(size * count);
    const parts = new Uint16Array(size * count);
    const weights = [];
    const there = new Map();
    matches.forEach((match, number) => {
      const base = number * size - first;
      for (const { hits, surely } of match.hits) {
        const list = hits.postings;
        for (let at = placeOf(first, list); list[at] < end; at += 3) {
          const document = list[at];
          const strength = surely * ((list[at + 1] + 0.5) / LEVELS);
          if (strength > strengths[base + document]) strengths[base + document] = strength;
          parts[base + document] |= list[at + 2];
        }
        const { places } = hits;
        for (let at = placeOf(first, places); places[at] < end; at += 3) {
          const [document, section, length] = [places[at], places[at + 1], places[at + 2]];
          const key = document * 65536 + section;
          let place = there.get(key);
          if (!place) there.set(key, place = { document, section, length, terms: [] });
          place.terms[number] = Math.max(place.terms[number] ?? 0, surely);
        }
      }
      let documents = 0;
      for (let at = number * size; at < (number + 1) * size; at += 1) if (strengths[at] > 0) documents += 1;
      weights.push(Math.log(1 + (size - documents + 0.5) / (documents + 0.5)));
    });
    const all = weights.reduce((sum, weight) => sum + weight, 0);
    const titles = new Float64Array(size);
    const headings = new Float64Array(size);
    const sections = new Uint16Array(size);
    const lengths = matches.map(({ form }) => weigh(form));
    for (const { document, section, length, terms } of there.values()) {
      let said = 0;
      let had = 0;
      terms.forEach((surely, number) => {
        said += weights[number] * surely;
        had += lengths[number];
      });
      const fit = said / all * (0.4 + 0.6 * Math.min(1, had / Math.max(1, length)));
      const place = document - first;
      if (section === 0) titles[place] = fit;
      else if (fit > headings[place] || (fit === headings[place] && section < sections[place])) {
        headings[place] = fit;
        sections[place] = section;
      }
    }
    const shares = new Float64Array(size);
    let most = 0;
    for (let place = 0; place < size; place += 1) {
      let has = 0;
      for (let number = 0; number < count; number += 1) if (strengths[number * size + place] > 0) has += weights[number];
      shares[place] = has;
      if (has / all > most) most = has / all;
    }
    const documents = [];
    const scores = new Float64Array(size);
    const part = (place, bit) => {
      let sum = 0;
      for (let number = 0; number < count; number += 1) if (parts[number * size + place] >> bit & 1) sum += weights[number];
      return sum;
    };
    for (let place = 0; place < size; place += 1) {
      const covered = shares[place] / all;
      if (!shares[place] || covered < most * 0.5) continue;
      let words = 0;
      let any = 0;
      for (let number = 0; number < count; number += 1) {
        const cell = number * size + place;
        if (strengths[cell] > 0) words += weights[number] * strengths[cell];
        any |= parts[cell];
      }
      // Most documents have but one part.
      let together = any & (any - 1) ? 0 : shares[place];
      if (!together) for (let bit = 0; any >> bit; bit += 1) together = Math.max(together, part(place, bit));
      const [title, heading] = [titles[place], headings[place]];
      const fit = words / all + 1.2 * title + 0.6 * heading + 0.3 * (together / all);
      scores[place] = covered * covered * fit;
      documents.push(place + first);
    }
    const score = (document) => scores[document - first];
    /** What is needed to show one of them. */
    const detail = (document) => {
      const place = document - first;
      const of = (number) => number * size + place;
      return {
        section: headings[place] >= 0.5 && headings[place] > titles[place] ? sections[place] : 0,
        all,
        weights: weights.map((weight, number) => strengths[of(number)] > 0 ? weight : 0),
        parts: matches.map((_, number) => parts[of(number)]),
      };
    };
    return { documents, score, detail };
  }

  /** The best of the documents, the first first. */
  function best(documents, score, most) {
    const better = (a, b) => score(b) - score(a) || a - b;
    const list = [];
    for (const document of documents) {
      if (list.length === most) {
        if (better(document, list[most - 1]) > 0) continue;
        list.pop();
      }
      let at = list.length;
      while (at > 0 && better(document, list[at - 1]) < 0) at -= 1;
      list.splice(at, 0, document);
    }
    return list;
  }

  /** Which piece of a document to show. */
  function bestPiece({ section, weights, parts }, starts) {
    if (section) return Math.max(0, starts.findLastIndex((start) => start <= section * 2));
    let most = 0;
    let piece = 0;
    starts.forEach((_, bit) => {
      const sum = weights.reduce((sum, weight, number) => sum + (parts[number] >> bit & 1 ? weight : 0), 0);
      if (sum > most) [most, piece] = [sum, bit];
    });
    return piece;
  }

  // Excerpts, as in engine/excerpt.rs.
  const LENGTH = 200;
  const BEFORE = 50;

  function marksIn(text, matches) {
    const marks = [];
    let from = 0;
    let next = 0;
    pieces(text, (form, at, gram, length) => {
      const number = next;
      next += 1;
      let start = at;
      if (gram) {
        // Pieces overlap, so each begins behind the first letter of the one before.
        start = text.indexOf(form, from);
        if (start < 0) return;
        from = start + String.fromCodePoint(form.codePointAt(0)).length;
      }
      const term = matches.findIndex(({ forms }) => forms.has(form));
      if (term >= 0) marks.push({ term, number, start, end: start + (gram ? form.length : length) });
    });
    return marks;
  }

  /** The place so many letters from another. */
  function move(text, from, letters) {
    let at = from;
    for (let step = Math.abs(letters); step > 0 && (letters > 0 ? at < text.length : at > 0); step -= 1) {
      at += letters > 0
        ? String.fromCodePoint(text.codePointAt(at)).length
        : /[\udc00-\udfff]/.test(text[at - 1]) ? -2 : -1;
    }
    return at;
  }

  function excerpt([title, , first, sections], one, matches) {
    const sum = (terms) => [...terms].sort((a, b) => a - b).reduce((sum, term) => sum + one.weights[term], 0);
    const said = (marks) => sum(new Set(marks.map(({ term }) => term)));
    const row = (marks) => {
      // Words in a row are as far from their places in the query, all of them.
      const rows = new Map();
      for (const { term, number } of marks) {
        const shift = number - matches[term].place;
        if (!rows.has(shift)) rows.set(shift, new Set());
        rows.get(shift).add(term);
      }
      return Math.max(0, ...[...rows.values()].map(sum));
    };
    const says = (marks) => said(marks) + row(marks);
    let longest = row(marksIn(title, matches));
    let best;
    sections.forEach(([heading, anchor, text], number) => {
      const there = marksIn(text, matches);
      const above = marksIn(heading, matches);
      longest = Math.max(longest, row(there), row(above));
      let most = 0;
      let marks = [];
      there.forEach(({ start }, at) => {
        const end = move(text, start, LENGTH - BEFORE);
        const last = there.findIndex((mark, other) => other >= at && mark.end > end);
        const inside = there.slice(at, last < 0 ? undefined : last);
        const score = says(inside);
        if (score > most) [most, marks] = [score, inside];
      });
      const wanted = one.section && one.section === first + number;
      const score = most + 0.5 * said(above) + (wanted ? 1000 : 0);
      // Nothing to read is worse than a piece that has none of the words.
      if (!best || score > best.score || (score === best.score && !best.text)) best = { score, heading, anchor, text, marks };
    });
    let { text, marks } = best;
    let start = marks.length ? move(text, marks[0].start, -BEFORE) : 0;
    let end = move(text, start, LENGTH);
    if (start > 0) {
      const space = text.slice(start, marks[0].start).search(/[ \n]/);
      if (space >= 0) start += space + 1;
    }
    if (end < text.length) {
      const last = Math.min(end, marks.at(-1)?.end ?? start);
      const space = Math.max(text.lastIndexOf(' ', end - 1), text.lastIndexOf('\n', end - 1));
      if (space >= last) end = space;
    }
    const before = start > 0 ? '…' : '';
    const after = end < text.length ? '…' : '';
    marks = marks.filter((mark) => mark.end <= end)
      .map((mark) => [mark.start - start + before.length, mark.end - start + before.length]);
    return {
      anchor: best.anchor, heading: best.heading, marks, row: longest,
      text: before + text.slice(start, end).replaceAll('\n', ' ') + after,
    };
  }

  function hasPhrase([title, , , sections], phrase) {
    return [title, ...sections.flatMap(([heading, , text]) => [heading, text])].some((text) => {
      const forms = [];
      pieces(text, (form) => { forms.push(form); });
      return forms.some((_, at) => phrase.every((form, next) => forms[at + next] === form));
    });
  }

  /** Opens an index. `load` gives a promise of the value of a file, by its name. */
  async function open(load) {
    const entry = await load('index');
    const terms = table(entry.terms);
    const ends = table(entry.ends);
    const little = new Set(entry.little);
    const languages = entry.languages.map(([tag, kinds], number) => ({
      tag, kinds, first: kinds[0][1], end: entry.languages[number + 1]?.[1][0][1] ?? entry.documents,
    }));
    // Of each document its language and kind.
    const shelves = Array(entry.documents);
    for (const { tag: lang, kinds, end } of languages) for (const [kind, first] of kinds) shelves.fill({ lang, kind }, first, end);
    const shards = new Map();
    const hits = new Map();

    const kept = (name) => {
      if (!shards.has(name)) shards.set(name, load(name).then(shard));
      return shards.get(name);
    };
    const inTerms = (form) => kept(terms.name(terms.find(form)));

    /** The shards that forms with that beginning lie in, as far as is sensible. */
    const beginning = (form) => {
      const from = terms.find(form);
      const to = Math.min(terms.find(`${form}\uffff`), from + 2);
      return Promise.all(Array.from({ length: to - from + 1 }, (_, at) => kept(terms.name(from + at))));
    };

    async function hitsOf(key) {
      if (!hits.has(key)) {
        const [home, place] = key.split(' ');
        const { codes } = (await inTerms(home)).get(home).groups[place];
        const [before, after] = codes.split(' ');
        hits.set(key, { postings: postings(before), places: places(after) });
      }
      return hits.get(key);
    }

    /** What a word is likely to mean that the index does not know, with how surely. */
    async function meant(form, own) {
      const bare = withoutArticle(form);
      if (bare && (await inTerms(bare)).has(bare)) return [[bare, 0.7]];
      const backwards = (form) => [...form].reverse().join('');
      const behind = entry.ends[1] ? await kept(ends.name(ends.find(backwards(form)))) : new Map();
      const lines = own.flatMap((lines) => [...lines.values()]);
      const near = nearest(form, [
        ...lines.map(({ form, common }) => [form, common]),
        ...[...behind.values()].map(({ form, common }) => [backwards(form), common]),
      ]);
      if (!(near[0]?.far <= 1)) {
        const list = related(form, lines.map(({ form }) => form));
        if (list.length) return list.map((other) => [other, 0.7]);
      }
      return near.map(({ form, far }) => [form, far <= 1 ? 0.8 : 0.6]);
    }

    /** What a term stands for, and what it was corrected to. */
    async function match(term) {
      const { form } = term;
      const own = term.open ? await beginning(form) : [await inTerms(form)];
      const groups = new Map();
      const add = (line, surely) => {
        for (const { key } of line.groups) groups.set(key, Math.max(groups.get(key) ?? 0, surely));
      };
      let exact = false;
      const addExact = (lines, wanted, surely) => {
        if (!lines.has(wanted)) return;
        exact = true;
        add(lines.get(wanted), surely);
      };
      for (const lines of own) addExact(lines, form, 1);
      if (term.joined) addExact(await inTerms(term.joined), term.joined, 0.9);
      let completed = false;
      const typed = letters(form);
      if (term.open && (term.gram || typed > 1)) {
        for (const line of own.flatMap((lines) => [...lines.values()])) {
          if (line.form === form || !line.form.startsWith(form)) continue;
          completed = true;
          const share = typed / letters(line.form);
          add(line, exact ? 0.5 * share : 0.5 + 0.5 * share);
        }
      }
      const seen = [...own];
      let correction;
      if (!exact && !completed && !term.gram && !term.quoted && !/[0-9]/.test(form)) {
        const near = await meant(form, own);
        correction = near[0]?.[0];
        for (const [form, surely] of near) {
          const lines = await inTerms(form);
          if (lines.has(form)) add(lines.get(form), surely);
          seen.push(lines);
        }
      }
      const forms = new Set([...groups.keys()].map((key) => key.split(' ')[0]));
      for (const lines of seen) {
        for (const line of lines.values()) if (line.groups.some(({ key }) => groups.has(key))) forms.add(line.form);
      }
      const found = await Promise.all([...groups].map(async ([key, surely]) => ({ hits: await hitsOf(key), surely })));
      return { form, place: term.place, hits: found, forms, correction };
    }

    /** The documents that have all words of something that is to be left out. */
    async function without(query) {
      const out = new Set();
      for (const forms of query.without) {
        const lists = await Promise.all(forms.map(async (form) => {
          const list = new Set();
          for (const { key } of (await inTerms(form)).get(form)?.groups ?? []) {
            const { postings } = await hitsOf(key);
            for (let at = 0; at < postings.length; at += 3) list.add(postings[at]);
          }
          return list;
        }));
        for (const document of lists[0]) if (lists.every((list) => list.has(document))) out.add(document);
      }
      return out;
    }

    async function texts(document) {
      const [size, names] = entry.directories;
      const directory = Math.floor(document / size);
      const text = await load(names.slice(directory * NAME, (directory + 1) * NAME));
      const numbers = new Numbers(text);
      for (let at = directory * size; ; at += 1) {
        const name = numbers.take(NAME);
        const starts = Array.from({ length: numbers.number() }, () => numbers.number());
        if (at === document) return { name, starts };
      }
    }

    /** Keeps what has every phrase. Of very many candidates only the best are looked at. */
    async function keepPhrases(documents, { phrases }, matches, { score, detail }) {
      if (!phrases.length) return documents;
      // The parts of a document that have all words of a phrase.
      const partsWith = (document, phrase) => {
        const { parts } = detail(document);
        const of = (form) => matches.reduce((all, match, number) => match.form === form ? all | parts[number] : all, 0);
        return phrase.reduce((all, form) => all & of(form), 0xffff);
      };
      const all = documents.filter((document) => phrases.every((phrase) => partsWith(document, phrase)));
      const may = best(all, score, 60);
      const has = await Promise.all(may.map(async (document) => {
        const { name, starts } = await texts(document);
        const found = await Promise.all(phrases.map(async (phrase) => {
          const parts = partsWith(document, phrase);
          const files = await Promise.all(starts.map((_, part) => parts >> part & 1 && load(`${name}-${part}`)));
          return files.some((file) => file && hasPhrase(file, phrase));
        }));
        return found.every(Boolean);
      }));
      return may.filter((_, at) => has[at]);
    }

    const kindOf = (document) => shelves[document].kind;

    /**
     * Finds pages. `language` comes first; where it has nothing, it is the one that has most. `keeps`, if
     * given, tells of a document whether it may be shown. The answer has the documents of that language that
     * were found with and without `keeps`, how many each language has, and `show` to get the best.
     */
    async function search(text, { language, keeps }) {
      const query = parse(text);
      const isLittle = (term) => !term.quoted && little.has(term.form);
      if (!query.terms.every(isLittle)) query.terms = query.terms.filter((term) => !isLittle(term));
      const matches = await Promise.all(query.terms.map(match));
      const out = await without(query);
      // Without a word it is all pages, but not for signs that are no words.
      const browses = !text.trim() || query.without.length > 0;
      const answers = await Promise.all(languages.map(async ({ tag, first, end }) => {
        const ranked = matches.length ? rank(matches, first, end) : everything(first, browses ? end : first);
        const wanted = out.size ? ranked.documents.filter((document) => !out.has(document)) : ranked.documents;
        const all = await keepPhrases(wanted, query, matches, ranked);
        return { language: tag, all, kept: keeps ? all.filter(keeps) : all, ranked };
      }));
      const own = answers.find((answer) => answer.language === language);
      const most = answers.reduce((one, other) => (other.kept.length > one.kept.length ? other : one));
      const { ranked: { score, detail }, ...found } = own?.kept.length ? own : most.kept.length ? most : own ?? most;
      found.counts = answers.filter(({ kept }) => kept.length).map(({ language, kept }) => [language, kept.length]);
      found.corrections = matches.filter(({ correction }) => correction).map(({ form, correction }) => [form, correction]);
      found.total = found.kept.length;
      const shown = async (document) => {
        const { name, starts } = await texts(document);
        const one = detail(document);
        const file = await load(`${name}-${bestPiece(one, starts)}`);
        const { text, anchor, heading, marks, row } = excerpt(file, one, matches);
        return {
          url: file[1], title: file[0], ...shelves[document],
          anchor, heading, excerpt: text, marks, score: score(document) + 0.6 * (row / one.all),
        };
      };
      found.show = async (most) => {
        const hits = await Promise.all(best(found.kept, score, most).map(shown));
        const tens = hits.flatMap((_, at) => (at % RESULTS ? [] : [hits.slice(at, at + RESULTS)]));
        return tens.flatMap((ten) => ten.sort((a, b) => b.score - a.score));
      };
      return found;
    }

    /** All documents of a language, for those who browse. */
    const everything = (first, end) => ({
      documents: Array.from({ length: end - first }, (_, at) => first + at),
      score: () => 0,
      detail: () => ({ section: 0, all: 1, weights: [], parts: [] }),
    });

    return { entry, languages, search, kindOf, documents };
  }

  return { open, parse, fold, pieces };
})();
if (typeof module === 'object') module.exports = casebookSearch;
