/**
 * What needs a look into a closed package of GraalPy. The package is not marked for null checks,
 * since GraalPy's own classes in it take null.
 */
package com.oracle.graal.python.runtime;
