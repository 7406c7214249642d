/**
 * The named fields of the records that a node is looked at with. Each record has one form, from
 * which its JSON and its Python dict are made, so that both have the same fields.
 */
@NullMarked
package io.rebeam.form;

import org.jspecify.annotations.NullMarked;
