//! tmp
fn main(){
    use std::io::BufRead;
    let path = std::env::args().last().unwrap();
    let mut x = match whosaid::Lexicon::from_dir(std::path::Path::new("lexicon/en")).and_then(|l| whosaid::RuleSet::from_dir(std::path::Path::new("rules/en"), l)) { Ok(r) => whosaid::Extractor::new(r), Err(e) => { eprintln!("{e}"); std::process::exit(2) } };
    if path == "-" { let mut t = String::new(); std::io::Read::read_to_string(&mut std::io::stdin(), &mut t).unwrap(); 
        for q in x.extract_all(&t) { println!("{:?} | {} | {:?} | {:?} | {}", q.quote, q.speaker, q.mention.map(|m| &t[m]), q.cue.map(|m| &t[m]), q.rule); }
        println!("{}", x.dump(&t)); return }
    let f = std::io::BufReader::new(std::fs::File::open(path).unwrap());
    for l in f.lines() { let v: serde_json::Value = serde_json::from_str(&l.unwrap()).unwrap();
        let t = v["text"].as_str().unwrap(); let cp = |b: usize| t[..b].chars().count();
        for q in x.extract_all(t) { if std::env::var("ALL").is_err() && !q.is_speech() { continue; }
            let m = q.mention.clone().map(|r| serde_json::json!({"text": &t[r.clone()], "start": cp(r.start), "end": cp(r.end)}));
            println!("{}", serde_json::json!({"source": v["id"], "speaker": q.speaker, "quote": q.quote, "start": cp(q.range.start), "end": cp(q.range.end), "mention": m, "rule": &*q.rule}));
        }
    }
}
