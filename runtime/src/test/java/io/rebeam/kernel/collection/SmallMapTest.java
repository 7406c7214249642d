package io.rebeam.kernel.collection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class SmallMapTest {
  @Test
  void isEmptyAtFirst() {
    Map<Long, String> map = new SmallMap<>();

    assertThat(map).isEmpty();
    assertThat(map.get(1L)).isNull();
    assertThat(map.remove(1L)).isNull();
    assertThat(map.computeIfPresent(1L, (_, value) -> value)).isNull();
  }

  @Test
  @DisplayName("random changes give what a LinkedHashMap gives, in its order")
  void behavesAsALinkedHashMap() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      int keys = 1 + random.nextInt(3 * SmallMap.MAX_IN_ARRAY);
      Map<Long, Integer> map = new SmallMap<>();
      Map<Long, Integer> expected = new LinkedHashMap<>();
      List<Map<Long, Integer>> both = List.of(map, expected);
      for (int step = 0; step < 100; step++) {
        long key = random.nextInt(keys);
        int value = random.nextInt(5);
        int action = random.nextInt(6);
        List<Object> answers = new ArrayList<>();
        for (Map<Long, Integer> one : both) {
          answers.add(String.valueOf(change(one, action, key, value)));
        }
        assertThat(answers.getFirst()).as("seed %d", seed).isEqualTo(answers.getLast());
        assertThat(List.copyOf(map.entrySet()))
            .as("seed %d", seed)
            .isEqualTo(List.copyOf(expected.entrySet()));
        assertThat(map).as("seed %d", seed).hasSameSizeAs(expected);
        assertThat(map.containsKey(key)).as("seed %d", seed).isEqualTo(expected.containsKey(key));
      }
    }
  }

  private static Object change(Map<Long, Integer> map, int action, long key, int value) {
    return switch (action) {
      case 0 -> "" + map.put(key, value);
      case 1 -> "" + map.remove(key);
      case 2 -> "" + map.putIfAbsent(key, value);
      case 3 -> "" + map.merge(key, value, Integer::sum);
      case 4 -> "" + map.computeIfPresent(key, (_, old) -> old > 3 ? null : old + 1);
      default -> "" + map.get(key);
    };
  }
}
