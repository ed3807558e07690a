#!/usr/bin/env python3
"""Learns rules/en/choice.tsv, the weights of the choice among candidates, from annotated articles.

    python3 rules/build/choice.py WHOSAID GOLD.jsonl… > choice.tsv      (move it into rules/en when it is done)

WHOSAID is a built binary: its `inspect candidates` gives every possible speaker of every quoted span with features. GOLD is one
document a line: id, text, quotes with span and mention, unattributed; offsets in code points. Needs numpy and scipy.

The model is a conditional logit: the share of a candidate is exp(score) over the sum of all, the score a sum of weights. What is
made as great as can be is the share of the right candidates (there may be several: "he", and the name he stands for), less
a penalty on the squares of the weights. Weights close to zero are left out. Quoted spans of articles that nobody annotated
teach nothing.
"""
import collections
import json
import re
import subprocess
import sys

import numpy as np
import scipy.sparse
from scipy.optimize import minimize

# Rules that are right so often that weighing would only cost time, some of them too rare in the articles to be learned.
TRUSTED = [
    'quote-speaker-cue',
    'quote-cue-speaker',
    'next-sentence',
    'outer-clause',
    'fragment-clause-after',
    'split-quote',
    'inverted-lead-in',
    'fragment-according',
    'according-before',
    'lead-in-noun',
    'to-speaker',
    'place-participle',
    'continued-paragraph',
    'dash-credit',
    'dash-credit-below',
    'transcript',
    'lead-in-question',
    'lead-in-after-conjunction',
    'label-after-dash',
    'clause-after-relative',
    'passive-by',
    'whom-clause',
    'concession-first',
    'that-clause-as',
    'clause-after-subordinator',
    'passive-quote-by',
    'according-inside',
    'short-turn',
    'quoted-somebody',
    'second-clause',
    'by-colon',
    'beat-before',
    'lead-in-exclamation',
]
# Spans that such rules decide teach, too, by this part of what others teach, though not what tells of rules: what holds of
# speakers in plain places holds elsewhere.
PLAIN = 0.3
OF_RULES = ('ruled', 'ruled-kind', 'other', 'no-rule', 'no-rule-shape')
# A feature must be seen so often in the spans that are weighed.
SEEN = 10
# A rule must have decided so often; rules that are rarer are left alone (see `Weights::trusts`).
RULED = 5
PENALTY = 6.0
# A weight nearer to zero is left out.
LEAST = 0.02
PRONOUNS = set('he she they it i we you him her them who his their this that'.split())
SMALL = set('the a an of and to in for on at by mr mrs ms dr sen rep gov president secretary her his their said who'.split())


def words(text):
    return set(re.findall(r"[^\W_]+(?:[’'\-][^\W_]+)*", re.sub(r"[’']s\b", '', text.lower()))) - SMALL - PRONOUNS


def overlap(a, b):
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def is_right(text, quote, candidate):
    """Whether a candidate names the annotated source: by its place, as the same pronoun, or by a word."""
    if candidate['mention'] is None:
        return False
    places = [p for p in (candidate['mention'], candidate['who']) if p]
    if any(overlap(p, m) for p in places for m in quote['mention']):
        return True
    start, end = candidate['mention']
    low, high = min(start, quote['mention'][0][0]), max(end, quote['mention'][0][1])
    said = text[start:end].lower()
    if said in PRONOUNS and '\n' not in text[low:high] and any(text[a:b].lower() == said for a, b in quote['mention']):
        return True
    return bool(words(' '.join(text[a:b] for a, b in quote['mention'])) & words(text[start:end]))


def labels(gold, span):
    """For each candidate of a span whether it is right; None where the annotation does not tell."""
    where, size = span['quote'], span['quote'][1] - span['quote'][0]
    best = max(gold['quotes'], key=lambda q: overlap(q['span'], where), default=None)
    if best and overlap(best['span'], where) >= 0.5 * size:
        return [is_right(gold['text'], best, c) for c in span['candidates']] if best['mention'] else None
    if any(overlap(u, where) >= 0.5 * size for u in gold['unattributed']):
        return [c['mention'] is None for c in span['candidates']]
    return None


def examples(binary, path):
    """Spans with a right candidate: the features and the label of each candidate, and how much they teach."""
    gold = {str(d['id']): d for d in map(json.loads, open(path, encoding='utf8'))}
    output = subprocess.run([binary, 'inspect', 'candidates', path, '--rules', 'rules/en', '--lexicon', 'lexicon/en'], stdout=subprocess.PIPE, check=True).stdout
    for line in output.decode().splitlines():
        span = json.loads(line)
        if span['rule'] and not span['speech']:
            continue
        right = labels(gold[span['source']], span)
        if not right or not any(right):
            continue
        features = [c['features'] for c in span['candidates']]
        # What the run does not weigh.
        if span['rule'] in TRUSTED and span['mention']:
            yield [[f for f in c if f.split(' ')[0] not in OF_RULES] for c in features], right, PLAIN
        else:
            yield features, right, 1.0


def learn(spans):
    seen = collections.Counter(f for features, _, part in spans if part == 1.0 for c in features for f in c)
    number = {f: i for i, f in enumerate(sorted(f for f, n in seen.items() if n >= (RULED if f.startswith('ruled ') else SEEN)))}
    columns, rows, right, starts = [], [0], [], []
    for features, labels_, _ in spans:
        starts.append(len(right))
        for candidate, label in zip(features, labels_):
            columns += [number[f] for f in candidate if f in number]
            rows.append(len(columns))
            right.append(label)
    right = np.array(right, dtype=float)
    of = np.repeat(np.arange(len(starts)), np.diff(starts + [len(right)]))
    part = np.array([p for _, _, p in spans])
    x = scipy.sparse.csr_matrix((np.ones(len(columns)), columns, rows), shape=(len(right), len(number)))

    def loss(w):
        z = x @ w
        e = np.exp(z - np.maximum.reduceat(z, starts)[of])
        total, good = np.add.reduceat(e, starts), np.add.reduceat(e * right, starts)
        value = (part * (np.log(total) - np.log(good))).sum() + PENALTY / 2 * (w @ w)
        return value, x.T @ (part[of] * (e / total[of] - e * right / good[of])) + PENALTY * w

    found = minimize(loss, np.zeros(len(number)), jac=True, method='L-BFGS-B', options={'maxiter': 200})
    return {f: found.x[i] for f, i in number.items()}


def main():
    binary, paths = sys.argv[1], sys.argv[2:]
    weights = learn([e for path in paths for e in examples(binary, path)])
    print('# Weights of the choice among candidates, by rules/build/choice.py. A feature, a tab, its weight.')
    for rule in TRUSTED:
        print(f'trusted\t{rule}')
    for feature, weight in sorted(weights.items()):
        if abs(weight) >= LEAST or feature.startswith('ruled '):
            print(f'{feature}\t{weight:.3f}')


main()
