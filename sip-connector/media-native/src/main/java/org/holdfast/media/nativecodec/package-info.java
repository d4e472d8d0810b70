/**
 * The program of the codec process: decodes frames and encodes files with FFmpeg's libraries, asked over its standard
 * input. It may crash, hang or be killed at any time; nothing is lost by it.
 *
 * <p>Depends on the JDK and FFmpeg alone, for it runs with a class path of its own. The server uses {@link
 * org.holdfast.media.nativecodec.Request} and nothing else of this package.
 */
@NullMarked
package org.holdfast.media.nativecodec;

import org.jspecify.annotations.NullMarked;
