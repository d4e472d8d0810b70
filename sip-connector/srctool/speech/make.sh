#!/bin/bash
# Synthesises the demo's dialogues; see README.md.
set -euo pipefail
cd "$(dirname "$0")"
out=../src/main/resources/org/holdfast/src/speech
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
for tool in flite sox soxi; do
	command -v $tool >/dev/null || { echo "make.sh needs $tool: apt-get install flite sox" >&2; exit 1; }
done
mkdir -p $out
rm -f $out/*.ul

# say VOICE TEXT FILE: 8 kHz, telephone band, no leading or trailing silence, even loudness
say() {
	local voice=${1%%[-+]*} shift=${1#"${1%%[-+]*}"}
	flite -voice "$voice" -t "$2" -o "$work/raw.wav"
	sox "$work/raw.wav" -r 8000 -c 1 -b 16 "$3" pitch "${shift:-0}" tempo -s 1.08 highpass 200 lowpass 3600 \
		silence 1 0.01 0.3% reverse silence 1 0.01 0.3% reverse norm -6 pad 0 0.05
}

quiet() { sox -n -r 8000 -c 1 -b 16 "$2" trim 0 "$1"; }

for dialogue in dialogues/*.txt; do
	name=$(basename "$dialogue" .txt)
	unset voice last; declare -A voice=() last=()
	order=() mix=no turn=0 late=
	while IFS= read -r line; do
		case $line in
		'' | '#'*) ;;
		'mix = yes') mix=yes ;;
		'joins later = '*) late=${line#* = } ;;
		*' = '*) voice[${line%% = *}]=${line#* = }; order+=("${line%% = *}"); quiet 0.6 "$work/$name-${line%% = *}-0000.wav" ;;
		*': '*)
			who=${line%%: *} turn=$((turn + 1)) n=$(printf %04d $turn)
			[ "$who" != "$late" ] || [ -n "${last[$who]:-}" ] || rm "$work/$name-$who"-*.wav # its file begins here
			last[$who]=$n
			say "${voice[$who]}" "${line#*: }" "$work/spoken.wav"
			pause=0.$((25 + turn * 7 % 20))
			sox "$work/spoken.wav" "$work/$name-$who-$n.wav" pad 0 $pause
			for other in "${order[@]}"; do
				[ "$other" = "$who" ] || quiet "$(soxi -D "$work/$name-$who-$n.wav")" "$work/$name-$other-$n.wav"
			done
			;;
		esac
	done <"$dialogue"
	for who in "${order[@]}"; do
		files=()
		for file in "$work/$name-$who"-[0-9]*.wav; do
			[[ $file > $work/$name-$who-${last[$who]}.wav ]] || files+=("$file")
		done
		sox "${files[@]}" "$work/$name-$who.wav"
	done
	if [ $mix = yes ]; then
		inputs=()
		for who in "${order[@]}"; do inputs+=("$work/$name-$who.wav"); done
		sox -m "${inputs[@]}" -t raw -r 8000 -c 1 -e mu-law "$out/$name-mixed.ul" norm -6
	else
		for who in "${order[@]}"; do
			sox "$work/$name-$who.wav" -t raw -r 8000 -c 1 -e mu-law "$out/$name-$who.ul"
		done
	fi
done
ls -l $out
du -cb $out/*.ul | tail -1
