package org.plumbline.chaos.experiment.format;

/** Controls are Python that Chaos Toolkit calls around an activity: none can run here. */
final class Controls {

  private Controls() {}

  static void refuse(Place controls) {
    if (!controls.isListIfGiven()) {
      return;
    }
    for (Place each : controls.elements()) {
      Place module = each.at("provider").at("module");
      (module.isGiven() ? module : each)
          .problem("no control: they are Python modules, and no Python runs here");
    }
  }
}
