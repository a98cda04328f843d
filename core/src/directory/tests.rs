//! Walks over directories of the test's own.

use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::SystemTime;

use super::error::{DirectoryError, DirectoryErrorKind};
use super::file::{DirectoryFile, FileContent, TEXT_SUFFIXES};
use super::walk::walk_directory;

/// A directory that is removed after the test.
struct Root(PathBuf);

impl Root {
    fn new(files: &[(&str, &[u8])]) -> Self {
        static NUMBER: AtomicU32 = AtomicU32::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        let name = format!("flymyai-directory-{}-{number}", std::process::id());
        let root = Self(std::env::temp_dir().join(name));
        fs::create_dir_all(&root.0).expect("a new directory");
        for (path, content) in files {
            root.write(path, content);
        }
        root
    }

    fn write(&self, path: &str, content: &[u8]) {
        let file = self.0.join(path);
        fs::create_dir_all(file.parent().expect("a parent")).expect("a directory");
        fs::write(file, content).expect("a file");
    }

    fn paths(&self) -> Vec<String> {
        let files = walk_directory(&self.0).expect("the files");
        files.into_iter().map(|file| file.path).collect()
    }

    fn only(&self) -> DirectoryFile {
        walk_directory(&self.0).expect("a file").remove(0)
    }
}

impl Drop for Root {
    fn drop(&mut self) {
        drop(fs::remove_dir_all(&self.0));
    }
}

fn refused(root: &Path) -> DirectoryError {
    walk_directory(root).expect_err("an error")
}

#[test]
fn files_stand_in_the_order_of_their_paths_part_by_part() {
    let root = Root::new(&[
        ("b", b"1"),
        ("a/z", b"2"),
        ("a/b/c", b"3"),
        ("a-1", b"4"),
        ("B", b"5"),
        (".hidden/x", b"6"),
        ("a/.x", b"7"),
    ]);
    assert_eq!(root.paths(), ["B", "a/b/c", "a/z", "a-1", "b"]);
}

#[test]
fn a_text_is_sent_as_text_and_anything_else_as_base64() {
    let root = Root::new(&[
        ("1.HTML", "\u{feff}<p>é\r\n".as_bytes()),
        ("2.txt", b"\xff"),
        ("3.png", b"text"),
        ("4", b""),
        ("5.a/html", b"h"),
    ]);
    let files = walk_directory(&root.0).expect("the files");
    let contents: Vec<_> = files
        .iter()
        .map(|file| file.read().expect("read"))
        .collect();
    let base64 = |text: &str| FileContent::Base64(text.to_owned());
    assert_eq!(
        contents,
        [
            FileContent::Text("\u{feff}<p>é\r\n".to_owned()),
            base64("/w=="),
            base64("dGV4dA=="),
            base64(""),
            base64("aA=="),
        ]
    );
}

#[test]
fn the_suffixes_of_texts_are_in_order() {
    assert!(TEXT_SUFFIXES.is_sorted());
}

#[test]
fn an_empty_directory_has_no_files_and_what_is_no_directory_is_refused() {
    let root = Root::new(&[]);
    assert!(root.paths().is_empty());
    assert_eq!(refused(&root.0.join("missing")).code(), Some("ENOENT"));
    root.write("file", b"");
    let error = refused(&root.0.join("file"));
    assert_eq!(error.code(), Some("ENOTDIR"));
    assert_eq!(error.file(), root.0.join("file"));
}

#[test]
fn a_file_that_changes_between_the_walk_and_its_end_is_refused() {
    let root = Root::new(&[("page", b"first")]);
    let changes: [&dyn Fn(&Root); 4] = [
        &|root| root.write("page", b"longer than before"),
        &|root| root.write("page", b""),
        &|root| {
            // Of the same size and time, but another file.
            let times = fs::metadata(root.0.join("page")).expect("the page");
            let times = times.modified().expect("a time");
            root.write("other", b"other");
            let other = File::options().write(true).open(root.0.join("other"));
            other
                .and_then(|other| other.set_modified(times))
                .expect("the time");
            fs::rename(root.0.join("other"), root.0.join("page")).expect("a replacement");
        },
        &|root| {
            let page = File::options().write(true).open(root.0.join("page"));
            let changed = page.and_then(|page| page.set_modified(SystemTime::UNIX_EPOCH));
            changed.expect("another time");
        },
    ];
    for change in changes {
        root.write("page", b"first");
        let file = root.only();
        assert_eq!(file.size(), 5);
        assert!(file.read().is_ok());
        change(&root);
        if cfg!(not(unix)) && file.state == root.only().state {
            continue; // Such systems have no number of the file.
        }
        let error = file.read().expect_err("a change");
        assert!(matches!(error.kind(), DirectoryErrorKind::Changed));
        assert!(
            error
                .message()
                .ends_with("page has changed while it was read")
        );
    }
}

#[cfg(unix)]
mod links {
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;

    use super::*;

    #[test]
    fn stay_in_the_directory() {
        let top = Root::new(&[
            ("root/page", b"1"),
            ("root/sub/file", b"2"),
            ("root-2", b"s"),
        ]);
        let root = top.0.join("root");
        let paths = |root: &Path| -> Vec<String> {
            let files = walk_directory(root).expect("the files");
            files.into_iter().map(|file| file.path).collect()
        };
        symlink("page", root.join("again")).expect("a link");
        symlink(&root, root.join("loop")).expect("a link");
        symlink("sub", root.join("folder")).expect("a link");
        assert_eq!(paths(&root), ["again", "page", "sub/file"]);
        symlink("root", top.0.join("alias")).expect("a link");
        assert_eq!(paths(&top.0.join("alias")), ["again", "page", "sub/file"]);

        symlink("../root-2", root.join("out")).expect("a link");
        let error = refused(&root);
        assert!(matches!(error.kind(), DirectoryErrorKind::Link));
        assert!(error.message().contains("leads out of the folder, to "));
        fs::remove_file(root.join("out")).expect("no link");
        symlink("nowhere", root.join("nowhere")).expect("a link");
        let error = refused(&root);
        assert!(matches!(error.kind(), DirectoryErrorKind::Link));
        assert!(
            error
                .message()
                .ends_with("is a symbolic link that leads nowhere")
        );
    }

    #[test]
    fn a_name_that_no_path_can_have_is_refused() {
        let names: [&[u8]; 5] = [b"a\nb", b"a\\b", b"a\xff", b"\x7f", "\u{85}".as_bytes()];
        for name in names {
            let root = Root::new(&[]);
            if fs::write(root.0.join(std::ffi::OsStr::from_bytes(name)), "").is_err() {
                continue; // The file system has no such names.
            }
            let error = refused(&root.0);
            assert!(matches!(error.kind(), DirectoryErrorKind::Name));
            assert!(
                error
                    .message()
                    .ends_with("has a character that a path can't have")
            );
        }
    }

    #[test]
    fn a_socket_is_left_out() {
        let root = Root::new(&[("page", b"1")]);
        let socket = std::os::unix::net::UnixListener::bind(root.0.join("socket"));
        drop(socket.expect("a socket"));
        assert_eq!(root.paths(), ["page"]);
    }
}
