package io.rebeam.kernel.handle;

import com.oracle.truffle.api.interop.TruffleObject;

/**
 * An object of the kernel that Python may hold and pass back to primitives, and cannot look into.
 */
public interface PythonHandle extends TruffleObject {}
