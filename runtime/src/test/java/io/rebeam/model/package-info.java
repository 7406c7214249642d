/** Random programs against a reference model. */
@NullMarked
package io.rebeam.model;

import org.jspecify.annotations.NullMarked;
