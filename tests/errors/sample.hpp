// A sample: an executable text file that shows one error code, as the person who meets it would provoke it.
// Here the file becomes a value and a value becomes the file again; nothing is run. sample_run.hpp runs it, errors_test.cpp judges it.
//
// The format, one directive a line:
//   about: TEXT              when it happens, one line in Swedish
//   file PATH                writes a file below the sample's folder; the indented lines that follow are its content
//   append PATH              the same, added to what the file holds
//   replace PATH | A | B     replaces the text A, which must stand there, by B; \n, \\ and \xHH are read as in C++
//   bytes PATH OFFSET HEX    overwrites bytes
//   private PATH             only its owner may read the file
//   remove PATH, folder PATH, copy FROM TO (FROM below the project)
//   environment NAME=VALUE   for the runs that follow
//   listen                   opens a port, {port}, as another program would
//   run WORDS, synth WORDS   runs tertial or tertial-synth; words may stand within " " or ' '
//   last N                   only the last N lines of the message are compared
//   status N                 what the run before must end with; without it 0 or 1
//   stdout, stderr           what the last run must print there: the rest of the file
// Places: {folder} is the sample's own folder, with a copy of base/model as {folder}/model and of base/sources as {folder}/sources;
// {workspace} is a fresh copy of a prepared workspace; {project} is the project; {repeat N TEXT} is the text N times; {byte HH} is one byte, {line} a line
// break. A path may hold one *, which stands for the first name that fits. The file is named after its code; CODE-CASE.sample is one more case.
#pragma once

#include <string>
#include <vector>

namespace tertial::errors {

struct Directive {
    std::string name;      ///< "file", "run" …
    std::string argument;  ///< the rest of the line
    std::string text;      ///< the indented lines that follow, without their indent
};

/// What the last run gives: the part of a sample that is checked, and rewritten on demand.
struct Expected {
    int status = 0;
    std::string stream = "stderr";
    std::string text;
    friend bool operator==(const Expected&, const Expected&) = default;
};

struct Sample {
    std::string name;  ///< of the file: the code, or code-case
    std::string code;
    std::string about;
    std::vector<Directive> directives;
    Expected expected;
};

Sample parse_sample(const std::string& name, const std::string& text);

/// The sample's file with another expectation; what stands before it is kept as it was written.
std::string rewrite_expected(const std::string& text, const Expected& expected);

/// Every *.sample of the folder, sorted by name.
std::vector<Sample> read_samples(const std::string& folder);

/// "code: …" and its hint out of the expected text, for the document; empty if the text does not tell of the code.
struct ShownIssue {
    std::string message;
    std::string hint;
};
ShownIssue find_shown_issue(const Sample& sample);

}  // namespace tertial::errors
