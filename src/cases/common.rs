//! What two sequences of rows have in common.

use rustc_hash::FxHashMap;

/// The longest common subsequence: for each item on the left the index of its equal on the right. Equal items have the same
/// `words`.
///
/// This is the longest rising sequence among the pairs of equals (Hunt and Szymanski), after equal ends are cut off, so that
/// two sequences that are the same take linear time.
pub(crate) fn common<'w, L, R>(
    left: &'w [L],
    right: &'w [R],
    words: (impl Fn(&'w L) -> &'w str, impl Fn(&'w R) -> &'w str),
    equal: impl Fn(&L, &R) -> bool,
) -> Vec<Option<usize>> {
    let shorter = left.len().min(right.len());
    let head = left.iter().zip(right).take_while(|(l, r)| equal(l, r)).count();
    let tail = left.iter().rev().zip(right.iter().rev()).take(shorter - head).take_while(|(l, r)| equal(l, r)).count();
    let mut out: Vec<Option<usize>> = vec![None; left.len()];
    (0..head).for_each(|i| out[i] = Some(i));
    (1..=tail).for_each(|i| out[left.len() - i] = Some(right.len() - i));

    let mut places: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, item) in right.iter().enumerate().take(right.len() - tail).skip(head) {
        places.entry(words.1(item)).or_default().push(at);
    }
    // The last pair of the best sequence of each length, and every pair with the one before it in its sequence.
    let mut ends: Vec<usize> = Vec::new();
    let mut pairs: Vec<(usize, usize, Option<usize>)> = Vec::new();
    for (row, item) in left.iter().enumerate().take(left.len() - tail).skip(head) {
        let Some(at) = places.get(words.0(item)) else { continue };
        for place in at.iter().rev().copied().filter(|place| equal(item, &right[*place])) {
            let length = ends.partition_point(|end| pairs[*end].1 < place);
            let before = length.checked_sub(1).and_then(|before| ends.get(before)).copied();
            pairs.push((row, place, before));
            match ends.get_mut(length) {
                Some(end) => *end = pairs.len() - 1,
                None => ends.push(pairs.len() - 1),
            }
        }
    }
    let mut pair = ends.last().copied();
    while let Some((row, place, before)) = pair.map(|pair| pairs[pair]) {
        out[row] = Some(place);
        pair = before;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::common;

    fn letters(left: &str, right: &str) -> String {
        let split = |text: &str| text.chars().map(String::from).collect::<Vec<_>>();
        let (left, right) = (split(left), split(right));
        let same = common(&left, &right, (|l| l.as_str(), |r| r.as_str()), |l, r| l == r);
        let places: Vec<usize> = same.iter().flatten().copied().collect();
        assert!(places.is_sorted_by(|a, b| a < b), "{places:?}");
        assert!(same.iter().zip(&left).all(|(place, letter)| place.is_none_or(|place| right[place] == *letter)));
        left.iter().zip(&same).filter(|(_, place)| place.is_some()).map(|(letter, _)| letter.as_str()).collect()
    }

    #[test]
    fn the_longest_one_is_found() {
        for (left, right, both) in [
            ("", "abc", ""),
            ("abc", "abc", "abc"),
            ("abc", "xabcx", "abc"),
            ("abcd", "bcda", "bcd"),
            ("aaab", "baaa", "aaa"),
            ("xaxbxc", "aybycy", "abc"),
            ("abcbdab", "bdcaba", "bdab"),
        ] {
            assert_eq!(letters(left, right).len(), both.len(), "{left} {right}");
        }
    }
}
