package dev.steelyard.live.door;

import dev.steelyard.balancer.time.Timeline;
import dev.steelyard.metrics.DoorRequests;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/// What all requests through a door share.
///
/// @param timeline the balancer's time
/// @param numbers gives each request its number; asked on the Timeline
/// @param target takes the requests
/// @param heads makes the heads of answers
/// @param recent remembers the latest requests
/// @param log has lines of requests written, if that is wanted
/// @param refused counts requests that were refused before any node was chosen
record DoorContext(
    Timeline timeline,
    LongSupplier numbers,
    FrontDoor.Target target,
    HeadToClient heads,
    DoorRequests recent,
    AccessLogs log,
    AtomicLong refused) {}
