//! The program `whosaid`: everything it does is in the library.

fn main() -> std::process::ExitCode {
    whosaid::cli::run()
}
